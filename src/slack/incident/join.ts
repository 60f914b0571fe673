/** Handles requests to join an incident's room. */
import { joining, noWayIn } from '#messages/short-replies.ts'
import { clicked } from '../asking/about.ts'
import type { AboutOne } from '../asking/typed.ts'
import type { Click } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function joinRoom(click: Click, services: Services): Promise<Reply> {
  return letIn(clicked(click), services)
}

export async function typeJoinIncident(typed: TypedAbout, services: Services): Promise<Reply> {
  return letIn(typed, services)
}

/** Lets people into the room of an incident that is over, as long as the room is there. */
export async function letIn({ user, incident, key }: AboutOne, services: Services): Promise<Reply> {
  const { incidents, rooms, policy } = services
  const seen = await incidents.see(user, incident)
  const room = await rooms.channelOf(incident)
  const isThere = room !== null && !(await rooms.isGone(seen))
  if (!isThere && (seen.status === 'closed' || seen.status === 'cancelled'))
    return { say: noWayIn(seen, room, policy.words) }
  const joined = await incidents.act(user, incident, { do: 'join' }, key)
  return { say: joining(joined, room) }
}
