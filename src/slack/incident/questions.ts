/** Answers people's questions: what is open, where it stands, what happened before, what can be typed. */
import { Refusal } from '#errors.ts'
import { serviceCalled } from '#incidents/services-named.ts'
import { help } from '#messages/help.ts'
import { incidentList, unknownFilter } from '#messages/incident/incident-list.ts'
import { premortem } from '#messages/incident/premortem.ts'
import { repaired } from '#messages/incident/repaired.ts'
import { howToSearch, searchResults } from '#messages/incident/search-results.ts'
import { status } from '#messages/incident/status.ts'
import { tray, trayInRoom } from '#messages/tray.ts'
import { welcome } from '#messages/welcome.ts'
import type { Click } from '../asking/request.ts'
import { firstWord } from '../asking/role-words.ts'
import type { TypedAbout, TypedVerb } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function showTray({ user, channel }: TypedVerb, services: Services): Promise<Reply> {
  const { policy, rotas, incidents, rooms, situationOf } = services
  const room = await rooms.incidentOf(channel)
  if (room !== null) {
    const story = incidents.story(user, room)
    const situation = await situationOf(room, story)
    return { say: trayInRoom((await story).incident, situation) }
  }
  await rotas.turns()
  return { say: rotas.lastKnown().length === 0 ? welcome(policy.words) : tray(policy.words) }
}

/** `list`; `list all` with those that are over; `list drills`, which no other list has; a service, and `before #12`, after any. */
export async function list({ user, rest }: TypedVerb, services: Services): Promise<Reply> {
  const { incidents, clock, policy } = services
  const [, filter, named = '', end] =
    /^(?:(open|all|drills)(?!\S))?([^]*?)(?:(?<!\S)before\s*#?([1-9]\d{0,8}))?$/i.exec(rest.slice(0, 200)) ??
    []
  const service = serviceCalled(policy.words.services, named)
  if (named.trim() !== '' && service === null) throw new Refusal(unknownFilter(rest, policy.words))
  const which = (filter?.toLowerCase() ?? 'open') as 'open' | 'all' | 'drills'
  const before = end === undefined ? null : Number(end)
  const found = await incidents.list(user, which, before, service)
  return { say: incidentList(found, { now: clock.now(), which, before, service }, policy.words) }
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

/** `search checkout revert`, `search drills checkout`. */
export async function typeSearch({ user, rest }: TypedVerb, { search, policy }: Services): Promise<Reply> {
  const [first, others] = firstWord(rest)
  const drills = first.toLowerCase() === 'drills'
  const words = drills ? others : rest
  if (words.trim() === '') return { say: howToSearch(policy.words) }
  return { say: searchResults(words, await search.find(user, words, drills), drills) }
}

/** Shows a pre-mortem to a person about to ship something. */
export async function typePremortem({ rest }: TypedVerb): Promise<Reply> {
  return { say: premortem(rest) }
}

/** Answers somebody to whom Slack does not show what it should. */
export async function typeRepair({ user, incident }: TypedAbout, { repair }: Services): Promise<Reply> {
  const { incident: looked, wrong } = await repair(user, incident)
  return { say: repaired(looked, wrong) }
}
