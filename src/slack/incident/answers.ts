/** Answers questions: what is open, where it stands, what can be typed, who is on call. */
import { Refusal } from '#errors.ts'
import { help } from '#messages/help.ts'
import { incidentList, unknownFilter } from '#messages/incident/incident-list.ts'
import { status } from '#messages/incident/status.ts'
import { tray, trayInRoom } from '#messages/tray.ts'
import { welcome } from '#messages/welcome.ts'
import type { Click } from '../asking/asked.ts'
import type { TypedAbout, TypedVerb } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function showTray({ user, channel }: TypedVerb, services: Services): Promise<Reply> {
  const { policy, onCall, incidents, rooms, situationOf } = services
  const room = await rooms.incidentOf(channel)
  if (room !== null) {
    const story = incidents.story(user, room)
    const situation = await situationOf(room, story)
    return { say: trayInRoom((await story).incident, situation) }
  }
  await onCall.now()
  return { say: onCall.lastKnown().length === 0 ? welcome(policy.words) : tray(policy.words) }
}

/** `list`; `list all` with those that are over; `list drills`, which no other list has; `before #12` after any. */
export async function list({ user, rest }: TypedVerb, services: Services): Promise<Reply> {
  const { incidents, clock, policy } = services
  const read = /^(open|all|drills)?\s*(?:before\s*#?([1-9]\d{0,8}))?$/i.exec(rest)
  if (read === null) throw new Refusal(unknownFilter(rest, policy.words))
  const which = (read[1]?.toLowerCase() ?? 'open') as 'open' | 'all' | 'drills'
  const before = read[2] === undefined ? null : Number(read[2])
  const found = await incidents.list(user, which, before)
  return { say: incidentList(found, { now: clock.now(), which, before }, policy.words) }
}

export async function listOpen({ user }: Click, { incidents, clock, policy }: Services): Promise<Reply> {
  const context = { now: clock.now(), which: 'open', before: null } as const
  return { say: incidentList(await incidents.list(user), context, policy.words) }
}

export async function showStatus(
  { user, incident: number, channel }: TypedAbout,
  { incidents, situationOf }: Services,
): Promise<Reply> {
  const story = incidents.story(user, number)
  const { room, ...situation } = await situationOf(number, story)
  return { say: status((await story).incident, situation, room === channel ? null : room) }
}

export async function incidentHelp(_: TypedVerb, { policy }: Services): Promise<Reply> {
  return { say: help(policy.words, 'incident') }
}

export async function whoIsOnCall(_: TypedVerb | Click, { onCall }: Services): Promise<Reply> {
  return { say: await onCall.now() }
}
