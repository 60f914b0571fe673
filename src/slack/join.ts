/** When someone wants into an incident's room. */
import { joining } from '#messages/short-answer.ts'
import { clicked, type AboutOne } from './about.ts'
import type { Click } from './asked.ts'
import type { TypedAbout } from './command.ts'
import type { Reply, Services } from './services.ts'

export async function join(click: Click, services: Services): Promise<Reply> {
  return invite(clicked(click), services)
}

export async function typeJoin(typed: TypedAbout, services: Services): Promise<Reply> {
  return invite(typed, services)
}

async function invite({ user, incident, key }: AboutOne, { incidents, rooms }: Services): Promise<Reply> {
  const joined = await incidents.act(user, incident, { do: 'join' }, key)
  return { say: joining(joined, await rooms.channelOf(incident)) }
}
