/** Measures one very talkative incident: recording its messages, reading them back and drafting from them. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { migrate } from '#db/migrate.ts'
import { openDatabase } from '#db/client.ts'
import type { Db } from '#db/database.ts'
import { createHistoryService } from '#history/history-service.ts'
import { declare } from '#incidents/decide.ts'
import { eventsOf, insertIncident, nextNumber, requireIncident } from '#incidents/incident-store.ts'
import { declarationOf } from '#incidents/incident.ts'
import { freshRow } from '#reconcile/slot-store.ts'
import type { Words } from '#incidents/words.ts'
import { draft } from '#postmortems/draft/draft.ts'
import { findIn } from '#postmortems/draft/find-in-message.ts'
import { transact } from '#db/transact.ts'
import { type Finding, rounded, type Setting } from '../chaos/report.ts'

/** The most that Slack delivers a second: 30,000 events an hour; and the multiple of it that is promised. */
const [fastest, times] = [30_000 / 3_600, 10]
const promisedDraft = 1_000
/** Memory at the end, as a multiple of memory after the first tenth of the same run. */
const mostGrowth = 1.25

const words: Words = {
  names: { geoc: 'GEOC', sem: 'SEM', im: 'IM', command: '/incident', oncall: '/oncall' },
  severities: { P1: '', P2: '', P3: '', P4: '', P5: '' },
  defaultSeverity: 'P2',
  updateEvery: { P1: null, P2: null, P3: null, P4: null, P5: null },
  callsIm: ['P1', 'P2'],
  links: [],
  services: {},
  contact: null,
}

export async function historyBench(setting: Setting): Promise<Finding[]> {
  const { newDatabase, quick, progress } = setting
  if (newDatabase === null)
    return [{ name: 'needs PostgreSQL', ok: null, figures: {}, problems: ['SKIPPED: it was not found'] }]
  const count = quick ? 2_000 : 10_000
  await using database = await openDatabase({
    url: await newDatabase(),
    dataDir: '',
    statementTimeout: 30_000,
  })
  await migrate(database)
  const { db } = database
  const began = new Date('2027-02-12T13:00:00Z')
  const number = await opened(db, began)
  const history = createHistoryService({
    db,
    clock: { now: () => began },
    slack: { botUserId: 'UBOT', call: async () => ({ kind: 'unknown', why: '' }) },
    keep: { messages: null, people: null, incidents: null },
    reactors: [],
    download: async () => ({ kind: 'refused', error: 'file_not_found' }),
  })
  let settled = 0
  const start = performance.now()
  for (let nth = 0; nth < count; nth++) {
    await history.heard(said(nth, began))
    if (nth === count / 10) settled = memory()
    if (nth % 100 === 0) progress(nth, count, 'recording')
  }
  const seconds = (performance.now() - start) / 1000
  const growth = memory() / settled

  const drafting = performance.now()
  const messages = await history.messages(number)
  const made = draft({
    incident: await requireIncident(db, number),
    events: await eventsOf(db, number),
    findings: messages.map((one) => findIn(one, 'UBOT')),
    edits: [],
    actions: [],
    bot: 'UBOT',
    words,
    now: began,
  })
  const took = performance.now() - drafting
  const perSecond = count / seconds
  return [
    {
      name: 'recording',
      ok: messages.length === count && perSecond >= fastest * times && growth <= mostGrowth,
      figures: {
        messages: messages.length,
        'a second': rounded(perSecond),
        promised: rounded(fastest * times),
        'times the memory after a tenth': rounded(growth),
        'promised at most': mostGrowth,
      },
      problems: messages.length === count ? [] : [`${count - messages.length} messages were lost`],
    },
    {
      name: 'drafting',
      ok: took <= promisedDraft,
      figures: { ms: rounded(took), promised: promisedDraft, 'lines of timeline': made.entries.length },
      problems: [],
    },
  ]
}

/** An incident with its room. */
async function opened(db: Db, at: Date): Promise<number> {
  return transact(db, async (trx) => {
    const next = await nextNumber(trx)
    const event = declare(next, declarationOf('Everything is down'))
    await insertIncident(trx, 'U1', event, at)
    await trx
      .insertInto('slot')
      .values({ ...freshRow, owner: `incident:${next}`, name: 'room', kind: 'room', channel: 'C1' })
      .execute()
    return next
  })
}

function said(nth: number, began: Date) {
  const ts = (began.getTime() / 1000 + nth).toFixed(6)
  const texts = [
    'looking',
    'The cause is the pool',
    'released, https://git.example/pull/1',
    'any news?',
    'still failing for some',
  ]
  return {
    kind: 'said' as const,
    channel: 'C1',
    ts,
    threadTs: null,
    author: `U${(nth % 9) + 1}`,
    byApp: false,
    app: null,
    forwarded: [],
    subtype: null,
    text: `${texts[nth % texts.length]} ${nth}`,
    files: [],
    editedTs: null,
    asOf: ts,
  }
}

/** The memory in use, in MB, once garbage has been collected. */
function memory(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed / 1_000_000
}
