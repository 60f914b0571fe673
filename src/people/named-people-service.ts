/** Looks up the people who may be paged one by one, without waiting for the whole list of the workspace. */
import type { Db } from '#db/database.ts'
import type { Clock } from '#clock.ts'
import type { CallOutcome, SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'
import type { PeopleService } from './people-service.ts'
import { findPeople, noteLookups, saveDmChannel, unheardOf } from './person-store.ts'

/** Milliseconds until Slack is asked again about an address that nobody had. */
const askAgainAfter = 24 * 3_600_000
/** Milliseconds until the next try after a lost answer. */
const soon = 2_000
const atOnce = 5

export interface NamedPeopleParts {
  db: Db
  clock: Clock
  slack: SlackPort
  people: Pick<PeopleService, 'seen' | 'resolve'>
  /** Those who may be paged, as ids or e-mail addresses: the first in line first. */
  pageable: () => Promise<readonly string[]>
  /** Told when Slack has found a person, or has said that there is none. */
  met?: () => Promise<void>
}

export function createNamedPeopleService({ db, clock, slack, people, pageable, met }: NamedPeopleParts) {
  /** Run of `named-people:all`. */
  async function meet(): Promise<{ next: Date | null }> {
    const named = [...new Set((await pageable()).map(asKnown))]
    const unknown = await unknownAmong(named)
    // A known person's address counts as looked up: if they give it up later, no page waits for it.
    const settled = named.filter((one) => isAddress(one) && !unknown.includes(one))
    await noteLookups(db, settled, clock.now())
    const again = await askAll(unknown)
    const opened = await openDirectMessages(await people.resolve(named))
    const tomorrow = new Date(clock.now().getTime() + askAgainAfter)
    return { next: new Date(Math.min(...[again ?? tomorrow, opened ?? tomorrow].map(Number))) }
  }

  async function unknownAmong(named: readonly string[]): Promise<string[]> {
    const [addresses, ids] = [named.filter(isAddress), named.filter((one) => !isAddress(one))]
    const unheard = await unheardOf(db, addresses, new Date(clock.now().getTime() - askAgainAfter))
    const known = await findPeople(db, ids)
    return named.filter((one) => (isAddress(one) ? unheard.has(one) : !known.has(one)))
  }

  /** Asks a few at a time, the first in line first, until Slack wants a pause. Returns the time to ask again; null when there is no need. */
  async function askAll(unknown: readonly string[]): Promise<Date | null> {
    let again: Date | null = null
    for (let from = 0; from < unknown.length; from += atOnce) {
      const answers = await Promise.all(unknown.slice(from, from + atOnce).map(ask))
      if (answers.some(({ kind }) => kind === 'ok' || kind === 'refused')) await met?.()
      const paused = answers.filter((answer) => answer.kind === 'later')
      if (paused.length > 0) return new Date(Math.min(...paused.map(({ at }) => at.getTime())))
      if (answers.some(({ kind }) => kind === 'unknown')) again = new Date(clock.now().getTime() + soon)
    }
    return again
  }

  /** Asks at a page's urgency: a person can be paged only once Slack has said who they are. */
  async function ask(one: string): Promise<CallOutcome> {
    const told = isAddress(one)
      ? await slack.call('users.lookupByEmail', { email: one }, urgencies.page)
      : await slack.call('users.info', { user: one }, urgencies.page)
    if (told.kind === 'ok') await people.seen(told.body['user'])
    if (isAddress(one) && (told.kind === 'ok' || told.kind === 'refused'))
      await noteLookups(db, [one], clock.now())
    return told
  }

  /** Opens direct messages ahead of time, so that a page is one call. Returns the time to go on; null when done. */
  async function openDirectMessages(users: readonly string[]): Promise<Date | null> {
    for (const person of (await findPeople(db, users)).values()) {
      if (person.dmChannel !== null || !person.active) continue
      const opened = await slack.call('conversations.open', { users: person.id }, urgencies.talk)
      if (opened.kind === 'later') return opened.at
      const channel =
        opened.kind === 'ok' ? (opened.body['channel'] as { id?: unknown } | undefined)?.id : undefined
      if (typeof channel === 'string') await saveDmChannel(db, person.id, channel)
    }
    return null
  }

  return { meet }
}

function isAddress(named: string): boolean {
  return named.includes('@')
}

function asKnown(named: string): string {
  return isAddress(named) ? named.toLowerCase() : named
}
