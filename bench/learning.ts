/** Measures searching, listing and looking back when very many incidents are stored. */
import { migrate } from '#db/migrate.ts'
import { openDatabase } from '#db/client.ts'
import { createIncidentService } from '#incidents/incident-service.ts'
import { requireIncident } from '#incidents/incident-store.ts'
import { createSearchService } from '#learning/search-service.ts'
import { defaultPolicy } from '#policy/policy.ts'
import { type Finding, percentile, rounded, type Setting } from '../chaos/report.ts'
import { insider, queries, storeIncidents } from './stored-incidents.ts'

/** Milliseconds at the 95th percentile. */
const promised = 100

export async function learningBench(setting: Setting): Promise<Finding[]> {
  const { newDatabase, quick, seed, progress } = setting
  if (newDatabase === null)
    return [{ name: 'needs PostgreSQL', ok: null, figures: {}, problems: ['SKIPPED: it was not found'] }]
  const count = quick ? 10_000 : 100_000
  const times = quick ? 50 : 200
  await using database = await openDatabase({
    url: await newDatabase(),
    dataDir: '',
    statementTimeout: 30_000,
  })
  const { db } = database
  await migrate(database)
  const until = new Date('2026-11-01T12:00:00Z')
  const clock = { now: () => until }
  await storeIncidents(db, { count, seed, until }, (done) => progress(done, count, 'storing'))

  const search = createSearchService({
    db,
    clock,
    isGuest: async () => false,
    load: requireIncident,
    told: async () => [],
    speaks: () => false,
    marks: () => false,
  })
  const incidents = createIncidentService({
    db,
    clock,
    reactors: [],
    gatekeeper: async () => {},
    limits: { ...defaultPolicy.limits, declareAlike: 'never' },
    isGuest: async () => false,
  })
  const words = queries(seed, times)
  const measured: Record<string, (nth: number) => Promise<{ length: number }>> = {
    search: (nth) => search.find(insider, words[nth] ?? '', false),
    'list of open ones': () => incidents.list(insider),
    'list of all': () => incidents.list(insider, 'all'),
    'looking back at a declare': async (nth) => {
      await search.lookBack(count - nth)
      return search.past(count - nth)
    },
  }
  const findings: Finding[] = []
  for (const [name, once] of Object.entries(measured)) findings.push(await measure(name, once, times, count))
  return findings
}

async function measure(
  name: string,
  once: (nth: number) => Promise<{ length: number }>,
  times: number,
  stored: number,
): Promise<Finding> {
  const took: number[] = []
  let found = 0
  for (let nth = 0; nth < times; nth++) {
    const began = performance.now()
    found += (await once(nth)).length
    took.push(performance.now() - began)
  }
  const p95 = percentile(took, 0.95)
  return {
    name,
    ok: p95 < promised && found > 0,
    figures: {
      stored,
      p50: rounded(percentile(took, 0.5), 1),
      p95: rounded(p95, 1),
      max: rounded(Math.max(...took), 1),
      found,
    },
  }
}
