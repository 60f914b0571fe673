/** Finds past incidents: for a person's search, and for a new incident that sounds alike. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { ConversationChange, Heard, Said } from '#history/heard.ts'
import { peopleAmong } from '#incidents/actor.ts'
import type { Reactor } from '#incidents/incident-service.ts'
import type { Incident, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { canSee } from '#incidents/privacy.ts'
import { plain } from '#words/plain.ts'
import { urgencies } from '#urgency.ts'
import { closest } from './closest.ts'
import { endingOf, type FoundIncident } from './found.ts'
import { anyTwoInTitle, everyWord, recordedWords, toldWords } from './search-words.ts'
import {
  addTold,
  madeByOlderRules,
  matching,
  overBefore,
  pastOf,
  roomsOf,
  saveDocument,
  savePast,
  saveTold,
} from './search-store.ts'

export interface SearchServiceParts {
  db: Db
  clock: Clock
  isGuest: (user: UserId) => Promise<boolean>
  load: (reader: Db, number: number) => Promise<Incident>
  /** Reads everything that was told of an incident, in Slack's mrkdwn. */
  told: (trx: Trx, incident: Incident) => Promise<string[]>
  /** True for a new message that counts as told of the incident. */
  speaks: (said: Said) => boolean
  /** True for a reaction that makes a message count. */
  marks: (reaction: string) => boolean
}

export type SearchService = ReturnType<typeof createSearchService>

/** The numbers of incidents shown. */
const most = { found: 10, past: 3 }

/** Documents whose words are made again in one run. */
const batch = 50

/** The number of titles with words in common that are compared. */
const compared = 500

export function createSearchService(parts: SearchServiceParts) {
  const { db, clock, isGuest, load, told, speaks, marks } = parts

  /**
   * Keeps an incident's search words in step with its record; looks for similar ones when it is declared or renamed.
   */
  const reactor: Reactor = async (trx, { incident, events, now }) => {
    await save(trx, incident)
    if (events.some(({ type }) => type === 'declared' || type === 'renamed') && isOpen(incident.status))
      await wake(trx, dueKey('similar', incident.number), { at: now, urgency: urgencies.paperwork })
  }

  async function save(trx: Trx, incident: Incident): Promise<void> {
    await saveDocument(trx, {
      incident: incident.number,
      private: incident.private,
      drill: incident.drill,
      seenBy: insiders(incident),
      recorded: recordedWords(incident),
    })
  }

  /** Reads everything again, as after a message is gone. */
  async function refresh(trx: Trx, number: number): Promise<void> {
    const incident = await load(trx, number)
    // Locks the row first, so that nothing read next can be gone before it is written.
    await save(trx, incident)
    await saveTold(trx, number, wordsOf(await told(trx, incident)))
  }

  /** Runs `search-words:all`: makes the words again that were made by older rules. */
  async function renew(): Promise<{ next: Date | null }> {
    const old = await madeByOlderRules(db, batch)
    for (const number of old) await transact(db, (trx) => refresh(trx, number))
    return { next: old.length < batch ? null : clock.now() }
  }

  /** Keeps what is told of an incident in step with its conversations. Only new messages are added by themselves. */
  async function conversationReactor(trx: Trx, change: ConversationChange): Promise<void> {
    const { incident, heard, gone, edited } = change
    if (heard === 'everything' || heard.length === 0 || gone.length + edited.length > 0)
      return refresh(trx, incident)
    const told = heard.filter(isTold)
    const added = told.filter((one): one is Said => one.kind === 'said' && one.editedTs === null)
    if (added.length < told.length) return refresh(trx, incident)
    for (const one of added)
      await addTold(trx, incident, one, wordsOf([one.text, ...one.files.map(({ name }) => name)]))
  }

  function isTold(one: Heard): boolean {
    switch (one.kind) {
      case 'said':
        return one.editedTs !== null || speaks(one)
      case 'reacted':
        return marks(one.name)
      case 'pinned':
        return true
      case 'deleted':
        return false
    }
  }

  /** The incidents found that this person may know of, the best first. */
  async function find(viewer: UserId, words: string, drills: boolean): Promise<FoundIncident[]> {
    const query = everyWord(words)
    if (query === null) return []
    const guest = await isGuest(viewer)
    const numbers = await matching(db, { query, viewer, guest, drills, limit: most.found })
    const found = await Promise.all(numbers.map((number) => load(db, number)))
    return shown(found.filter((incident) => canSee(incident, viewer, guest)))
  }

  /** Runs `similar:<number>`: looks for incidents of the past that sound alike. */
  async function lookBack(number: number): Promise<{ next: null }> {
    const { title } = await load(db, number)
    const query = anyTwoInTitle(title)
    const candidates = query === null ? [] : await overBefore(db, query, { before: number, limit: compared })
    const past = closest(title, candidates, most.past).map((one) => one.number)
    await transact(db, async (trx) => {
      await savePast(trx, number, past)
      if (past.length > 0)
        await wake(trx, dueKey('incident', number), { at: clock.now(), urgency: urgencies.paperwork })
    })
    return { next: null }
  }

  /** Public incidents of the past that sounded like this one when it was declared. */
  async function past(number: number): Promise<FoundIncident[]> {
    const all = await Promise.all((await pastOf(db, number)).map((one) => load(db, one)))
    return shown(all.filter((one) => !one.private && !isOpen(one.status)))
  }

  async function shown(incidents: readonly Incident[]): Promise<FoundIncident[]> {
    const rooms = await roomsOf(
      db,
      incidents.map(({ number }) => number),
    )
    return incidents.map((incident) => endingOf(incident, rooms.get(incident.number) ?? null))
  }

  return {
    reactor,
    conversationReactor,
    refresh,
    renew,
    find,
    lookBack,
    past,
  }
}

function wordsOf(texts: readonly string[]): string {
  return toldWords(texts.map((text) => plain(text).text))
}

/** The people who would know about it if it were private. */
function insiders(incident: Incident): UserId[] {
  const named = peopleAmong([
    incident.reporter,
    ...Object.values(incident.roles),
    ...incident.present.map(({ user }) => user),
    ...incident.invited.map(({ user }) => user),
    ...incident.offers.map(({ to }) => to),
  ])
  return named.filter((user) => canSee(incident, user, true))
}
