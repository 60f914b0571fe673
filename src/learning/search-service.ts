/** Finds incidents of the past: for somebody's search, and for a new incident that sounds alike. */
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '#clock.ts'
import type { Schema } from '#db/schema.ts'
import { transact } from '#db/transact.ts'
import { wake } from '#due/due-store.ts'
import type { Heard, Said } from '#history/heard.ts'
import type { Reactor } from '#incidents/incident-service.ts'
import { type Incident, incidentKey, type UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { canSee } from '#incidents/privacy.ts'
import { plain } from '#words/plain.ts'
import { urgencies } from '#urgency.ts'
import { closest } from './closest.ts'
import { endingOf, type Found } from './found.ts'
import { anyTwoInTitle, everyWord, recordedWords, toldWords } from './search-words.ts'
import {
  addTold,
  matching,
  overBefore,
  pastOf,
  roomsOf,
  saveDocument,
  savePast,
  saveTold,
} from './search-store.ts'

export interface SearchServiceParts {
  db: Kysely<Schema>
  clock: Clock
  isGuest: (user: UserId) => Promise<boolean>
  load: (reader: Kysely<Schema> | Transaction<Schema>, number: number) => Promise<Incident>
  /** Reads everything that was told of an incident, in Slack's mrkdwn. */
  told: (trx: Transaction<Schema>, incident: Incident) => Promise<string[]>
  /** True for a new message that counts as told of the incident. */
  speaks?: (said: Said) => boolean
  /** True for a reaction that makes a message count. */
  marks?: (reaction: string) => boolean
}

export type SearchService = ReturnType<typeof createSearchService>

/** The numbers of incidents shown. */
const most = { found: 10, past: 3 }

/** The number of titles with words in common that are compared. */
const compared = 500

export function createSearchService(parts: SearchServiceParts) {
  const { db, clock, isGuest, load, told, speaks = () => false, marks = () => false } = parts

  /** Keeps an incident's search words in step with its record; looks for its like when it is declared or renamed. */
  const reactor: Reactor = async (trx, { incident, events, now }) => {
    await save(trx, incident)
    if (events.some(({ type }) => type === 'declared' || type === 'renamed') && isOpen(incident.status))
      await wake(trx, `similar:${incident.number}`, { at: now, urgency: urgencies.paperwork })
  }

  async function save(trx: Transaction<Schema>, incident: Incident): Promise<void> {
    await saveDocument(trx, {
      incident: incident.number,
      private: incident.private,
      drill: incident.drill,
      seenBy: insiders(incident),
      recorded: recordedWords(incident),
    })
  }

  /** Reads everything again, as after a message is gone. */
  async function refresh(trx: Transaction<Schema>, number: number): Promise<void> {
    const incident = await load(trx, number)
    // Locks the row first, so that nothing read next can be gone before it is written.
    await save(trx, incident)
    await saveTold(trx, number, wordsOf(await told(trx, incident)))
  }

  /** Takes in a new message that counts; reads all again when a message was marked, unmarked or edited. */
  async function heard(trx: Transaction<Schema>, incident: number, one: Heard): Promise<void> {
    if (!isTold(one)) return
    if (one.kind === 'said' && one.editedTs === null)
      await addTold(trx, incident, one, wordsOf([one.text, ...one.files.map(({ name }) => name)]))
    else await refresh(trx, incident)
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
  async function find(viewer: UserId, words: string, drills: boolean): Promise<Found[]> {
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
        await wake(trx, incidentKey(number), { at: clock.now(), urgency: urgencies.paperwork })
    })
    return { next: null }
  }

  /** Public incidents of the past that sounded like this one when it was declared. */
  async function past(number: number): Promise<Found[]> {
    const all = await Promise.all((await pastOf(db, number)).map((one) => load(db, one)))
    return shown(all.filter((one) => !one.private && !isOpen(one.status)))
  }

  async function shown(incidents: readonly Incident[]): Promise<Found[]> {
    const rooms = await roomsOf(
      db,
      incidents.map(({ number }) => number),
    )
    return incidents.map((incident) => endingOf(incident, rooms.get(incident.number) ?? null))
  }

  return {
    reactor,
    refresh,
    heard,
    isTold,
    find,
    lookBack,
    past,
    /** Runs `refresh` in a transaction of its own. */
    reread: (incident: number) => transact(db, (trx) => refresh(trx, incident)),
  }
}

function wordsOf(texts: readonly string[]): string {
  return toldWords(texts.map((text) => plain(text).text))
}

/** The people who would know of it if it were private. */
function insiders(incident: Incident): UserId[] {
  const named = [
    incident.reporter,
    ...Object.values(incident.roles).filter((user) => user !== undefined),
    ...incident.present.map(({ user }) => user),
    ...incident.invited.map(({ user }) => user),
    ...incident.offers.map(({ to }) => to),
  ]
  return [...new Set(named)].filter((user) => canSee(incident, user, true))
}
