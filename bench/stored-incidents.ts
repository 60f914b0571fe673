/** Years of invented incidents, written straight into a database, to measure searches, lists and statistics on. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { fold } from '#incidents/evolve.ts'
import { incidentColumns } from '#incidents/incident-store.ts'
import type { Incident, IncidentEvent, Recorded, Severity } from '#incidents/incident.ts'
import { recordedWords } from '#learning/search-words.ts'
import { random as randomFrom } from '../chaos/random.ts'

/** Everybody's words, the commonest first: the first are in every other incident, the last in a few. */
const common =
  'checkout payment order login search image mail export invoice report cart price stock refund api queue cache database deploy gateway token session upload webhook cron index shard replica certificate proxy header locale currency rounding coupon voucher parcel courier label printer scanner barcode'.split(
    ' ',
  )
const rare = Array.from({ length: 4_000 }, (_, i) => `part${i.toString(36)}`)
const vocabulary = [...common, ...rare]
const troubles = ['fails', 'is slow', 'shows nothing', 'answers 500', 'is empty', 'is sent twice']

/** Incidents one person is in and may find though they are private. */
export const insider = 'U0INSIDER'

export async function storeIncidents(
  db: Db,
  { count, seed, until }: { count: number; seed: number; until: Date },
  progress: (done: number) => void,
): Promise<void> {
  const random = randomFrom(seed)
  const chunk = 1_000
  for (let from = 1; from <= count; from += chunk) {
    const all = Array.from({ length: Math.min(chunk, count - from + 1) }, (_, i) =>
      lived(
        from + i,
        new Date(until.getTime() - (count - from - i) * 900_000),
        count - from - i < 30,
        random,
      ),
    )
    await write(db, all)
    progress(from + all.length - 1)
  }
  await sql`analyze`.execute(db)
}

interface Lived {
  incident: Incident
  events: Recorded[]
}

function lived(number: number, at: Date, isOpen: boolean, random: () => number): Lived {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() ** 2 * from.length)] as T
  const words = (n: number) => Array.from({ length: n }, () => spoken(random)).join(' ')
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
  const severity = pick<Severity>(['P3', 'P2', 'P4', 'P1', 'P5'])
  const happened: { at: Date; event: IncidentEvent }[] = [
    {
      at,
      event: {
        type: 'declared',
        number,
        title: `${words(3)} ${pick(troubles)}`,
        severity,
        squad: pick(['payments', 'search', 'growth', null]),
        affected: random() < 0.5 ? words(4) : null,
        private: random() < 0.02,
        drill: random() < 0.02,
        source: null,
      },
    },
    { at: later(1 + random() * 10), event: { type: 'acknowledged' } },
    { at: later(12), event: { type: 'noted', text: words(25) } },
    { at: later(13), event: { type: 'fix started', number: 1, kind: 'revert', what: words(6), link: null } },
    { at: later(13), event: { type: 'status changed', to: 'fixing' } },
    { at: later(20), event: { type: 'update posted', number: 1, text: words(25), nextAt: null } },
    {
      at: later(30),
      event: { type: 'fix ended', number: 1, outcome: 'worked', remark: words(8), link: null },
    },
    { at: later(30 + random() * 120), event: { type: 'resolved', fix: words(12), impact: words(12) } },
  ]
  const events = (isOpen ? happened.slice(0, 4) : happened).map(
    (one, i): Recorded => ({
      ...one.event,
      seq: i + 1,
      at: one.at,
      actor: i === 0 ? reporter(random) : 'U0GEOC',
    }),
  )
  const incident = fold(events)
  if (incident === null) throw new Error('an incident has events')
  return { incident, events }
}

/** Picks a word as often as languages do: the word at place n in proportion to 1 / (n + 20). */
function spoken(random: () => number): string {
  const at = 20 * ((vocabulary.length + 20) / 20) ** random() - 20
  return vocabulary[Math.floor(at)] ?? ''
}

function reporter(random: () => number): string {
  return random() < 0.01 ? insider : `U0${Math.floor(random() * 300)}`
}

async function write(db: Db, all: readonly Lived[]): Promise<void> {
  const rows = all.map(({ incident }) => incidentColumns(incident))
  await sql`insert into incident select * from json_populate_recordset(null::incident, ${JSON.stringify(rows)}::json)`.execute(
    db,
  )
  const events = all.flatMap(({ incident, events: some }) =>
    some.map(({ seq, at, actor, type, ...data }) => ({
      incident: incident.number,
      seq,
      at,
      actor,
      type,
      data,
    })),
  )
  await sql`insert into incident_event select * from json_populate_recordset(null::incident_event, ${JSON.stringify(events)}::json)`.execute(
    db,
  )
  const documents = all.map(({ incident }) => ({
    incident: incident.number,
    private: incident.private,
    drill: incident.drill,
    seen_by: [incident.reporter, 'U0GEOC'],
    recorded: recordedWords(incident),
  }))
  await sql`
    insert into search_document (incident, private, drill, seen_by, recorded, told)
    select incident, private, drill, seen_by, recorded, ''
    from json_populate_recordset(null::search_document, ${JSON.stringify(documents)}::json)`.execute(db)
  const rooms = all.map(({ incident }) => ({
    owner: `incident:${incident.number}`,
    name: 'room',
    kind: 'room',
    channel: `C${incident.number}`,
    attempt: 1,
    deleted: 0,
    detail: {},
  }))
  await sql`insert into slot select * from json_populate_recordset(null::slot, ${JSON.stringify(rooms)}::json)`.execute(
    db,
  )
}

/** Searches as people make them: of common words, of rare ones, of both. */
export function queries(seed: number, count: number): string[] {
  const random = randomFrom(seed)
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
  return Array.from({ length: count }, (_, i) => {
    if (i % 4 === 0) return pick(common)
    if (i % 4 === 1) return `${pick(common)} ${pick(common)}`
    return i % 4 === 2 ? pick(rare) : `${pick(common)} ${pick(rare)} revert`
  })
}
