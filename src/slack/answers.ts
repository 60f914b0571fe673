/** When someone asks: what is open, where it stands, what can be typed, who is on call. */
import { help } from '#messages/help.ts'
import { incidentList } from '#messages/incident-list.ts'
import { status } from '#messages/status.ts'
import { tray, trayInRoom } from '#messages/tray.ts'
import { welcome } from '#messages/welcome.ts'
import type { Click } from './asked.ts'
import type { TypedAbout, TypedVerb } from './command.ts'
import type { Reply, Services } from './services.ts'

export async function showTray({ user, channel }: TypedVerb, services: Services): Promise<Reply> {
  const { policy, onCall, incidents, rooms, situationOf } = services
  const room = await rooms.incidentOf(channel)
  if (room !== null) {
    const story = await incidents.story(user, room)
    return { say: trayInRoom(story.incident, await situationOf(story)) }
  }
  await onCall.now()
  return { say: onCall.lastKnown().length === 0 ? welcome(policy.words) : tray(policy.words) }
}

/** `list`; `list all` for those that are over as well; `list drills`, which no other list has. */
export async function list({ user, rest }: TypedVerb, { incidents, clock }: Services): Promise<Reply> {
  const which = rest === 'all' || rest === 'drills' ? rest : 'open'
  return { say: incidentList(await incidents.list(user, which), clock.now(), which) }
}

export async function listOpen({ user }: Click, { incidents, clock }: Services): Promise<Reply> {
  return { say: incidentList(await incidents.list(user), clock.now()) }
}

export async function showStatus(
  { user, incident: number, channel }: TypedAbout,
  { incidents, situationOf }: Services,
): Promise<Reply> {
  const story = await incidents.story(user, number)
  const { room, ...situation } = await situationOf(story)
  return { say: status(story.incident, situation, room === channel ? null : room) }
}

export async function incidentHelp(_: TypedVerb, { policy }: Services): Promise<Reply> {
  return { say: help(policy.words, 'incident') }
}

export async function oncallHelp(_: TypedVerb, { policy }: Services): Promise<Reply> {
  return { say: help(policy.words, 'oncall') }
}

export async function whoIsOnCall(_: TypedVerb | Click, { onCall }: Services): Promise<Reply> {
  return { say: await onCall.now() }
}
