/** Reads from Slack what the doctor judges. */
import { personFrom } from '#people/person.ts'
import type { CallOutcome, SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'
import { noPeople, type PeopleFacts } from './database-facts-lookup.ts'

export interface SlackFacts {
  /** Our identity, or Slack's error, or null where Slack cannot be reached. */
  identity: { team: string; teamName: string; botUser: string } | { error: string } | null
  /** The reason why Slack cannot be reached, as a code; null where it can. */
  unreached: string | null
  /** The scopes granted; null where this API does not tell. */
  scopes: readonly string[] | null
  /** The answer to a request for a Socket Mode address; null without an app-level token. */
  socket: 'ok' | { error: string } | null
  /** Slack's error, or the state of each channel, by channel. */
  channels: Record<string, { error: string } | { archived: boolean; member: boolean }>
  /** Ids and handles; null where they cannot be listed. */
  usergroups: readonly string[] | null
  people: PeopleFacts
}

/** Reads the facts. `named` are people the database does not know; `socket` asks with the app-level token. */
export async function readSlackFacts(
  slack: Pick<SlackPort, 'call'> & { health(): string; reason(): string | null },
  channels: readonly string[],
  named: readonly string[],
  socket: (() => Promise<CallOutcome>) | null,
): Promise<SlackFacts> {
  const call = (method: string, args: Record<string, unknown>) => slack.call(method, args, urgencies.page)
  const me = await call('auth.test', {})
  const nothing: SlackFacts = {
    identity: null,
    unreached: null,
    scopes: null,
    socket: null,
    channels: {},
    usergroups: null,
    people: noPeople,
  }
  if (me.kind === 'refused') return { ...nothing, identity: { error: me.error } }
  if (slack.health() === 'token refused') return { ...nothing, identity: { error: 'invalid_auth' } }
  if (me.kind !== 'ok') return { ...nothing, unreached: me.kind === 'unknown' ? me.why : slack.reason() }
  const { team_id: team, team: teamName, user_id: botUser, response_metadata: about } = me.body
  const scopes = (about as { scopes?: unknown } | undefined)?.scopes
  const groups = await call('usergroups.list', {})
  return {
    identity: { team: String(team), teamName: String(teamName), botUser: String(botUser) },
    unreached: null,
    scopes: Array.isArray(scopes) ? scopes.map(String) : null,
    socket: socket && answered(await socket()),
    channels: Object.fromEntries(
      await Promise.all(
        channels.map(async (channel) => [channel, standing(await call('conversations.info', { channel }))]),
      ),
    ),
    usergroups: groups.kind === 'ok' ? handlesIn(groups.body) : null,
    people: await peopleAmong(named, String(team), call),
  }
}

function answered(outcome: CallOutcome): 'ok' | { error: string } {
  return outcome.kind === 'ok' ? 'ok' : { error: errorOf(outcome) }
}

function standing(outcome: CallOutcome): SlackFacts['channels'][string] {
  if (outcome.kind !== 'ok') return { error: errorOf(outcome) }
  const channel = (outcome.body['channel'] ?? {}) as Record<string, unknown>
  return { archived: channel['is_archived'] === true, member: channel['is_member'] === true }
}

function errorOf(outcome: Exclude<CallOutcome, { kind: 'ok' }>): string {
  if (outcome.kind === 'refused') return outcome.error
  return outcome.kind === 'later' ? 'not now' : 'no answer'
}

function handlesIn(body: Record<string, unknown>): string[] {
  const groups = Array.isArray(body['usergroups']) ? (body['usergroups'] as Record<string, unknown>[]) : []
  return groups.flatMap(({ id, handle }) => [String(id), String(handle)])
}

const nobody = new Set(['users_not_found', 'user_not_found', 'user_not_visible'])

/** Asks about people in turn. Those of whom Slack does not say anything now stay out of it. */
async function peopleAmong(
  named: readonly string[],
  team: string,
  call: (method: string, args: Record<string, unknown>) => Promise<CallOutcome>,
): Promise<PeopleFacts> {
  const facts: PeopleFacts = { people: {}, unknown: [], addressesHidden: false }
  for (const one of named) {
    const told = one.includes('@')
      ? await call('users.lookupByEmail', { email: one })
      : await call('users.info', { user: one })
    const person = told.kind === 'ok' ? personFrom(told.body['user'], team) : null
    if (person !== null) facts.people[one] = { id: person.id, name: person.name, active: person.active }
    const isHidden = one.includes('@') && told.kind === 'refused' && told.error === 'missing_scope'
    facts.addressesHidden ||= isHidden
    if (isHidden || (told.kind === 'refused' && nobody.has(told.error))) facts.unknown.push(one)
  }
  return facts
}
