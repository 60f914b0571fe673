/** Start until ready, resident memory against an empty Bolt app's, and what a thousand open incidents cost. */
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { openDatabase } from '#db/client.ts'
import { startBot } from '../chaos/bot-process.ts'
import { residentBytes } from '../chaos/input.ts'
import { type Finding, percentile, rounded, type Setting } from '../chaos/report.ts'
import { isAtRest, settled } from '../chaos/settled.ts'
import { waitUntil } from '../chaos/wait-until.ts'
import { cast, openWorkplace, storms } from '../chaos/workplace.ts'
import { secret } from '../test/local-slack.ts'
import { freePort } from '../test/free-port.ts'

const megabyte = 1024 * 1024
/** Slack takes as many new rooms at once; then its clock must move on. */
const atATime = 12

/** Nobody climbs a ladder while the incidents are made. */
const quietPolicy = `
people: { geoc: [${cast.geoc}], im: [${cast.im}] }
ladders: { geoc: [{ page: geoc, wait: 52w }], im: [{ page: im, wait: 52w }] }
${storms}`

export async function startBench(setting: Setting): Promise<Finding[]> {
  const findings = [await embedded(setting)]
  if (setting.newDatabase) findings.push(...(await onPostgres(setting, await setting.newDatabase())))
  setting.progress(1, 1, '')
  return findings
}

async function embedded(setting: Setting): Promise<Finding> {
  await using place = await openWorkplace()
  const ready: number[] = []
  let memory = 0
  for (let n = 0; n < (setting.quick ? 2 : 6); n++) {
    setting.progress(n, 12, 'embedded')
    const bot = await place.start()
    ready.push(bot.readyAfter)
    memory = Math.max(memory, await residentBytes(bot.pid))
    await bot.stop()
  }
  const [first = 0, ...later] = ready
  return {
    name: 'start, embedded',
    ok: percentile(later, 0.5) < 2_000,
    figures: {
      'first s': rounded(first / 1000, 2),
      'later s': rounded(percentile(later, 0.5) / 1000, 2),
      'memory MB': rounded(memory / megabyte),
    },
  }
}

async function onPostgres(setting: Setting, databaseUrl: string): Promise<Finding[]> {
  const count = setting.quick ? 24 : 1_000
  await using place = await openWorkplace({ databaseUrl, policy: quietPolicy })
  await using database = await openDatabase({ url: databaseUrl, dataDir: '' })
  const ready: number[] = []
  for (let n = 0; n < (setting.quick ? 2 : 6); n++) {
    const bot = await place.start()
    ready.push(bot.readyAfter)
    await bot.stop()
  }
  const [first = 0, ...later] = ready
  const idle = await place.start()
  const port = await freePort()
  const empty = await startBot({ SLACK_SIGNING_SECRET: secret, PORT: String(port) }, 'bench/empty-bolt.ts')
  await settled(place, database)
  await pause(2_000)
  const [ours, floor] = [await residentBytes(idle.pid), await residentBytes(empty.pid)]
  await empty.kill()
  await idle.stop()

  const maker = await place.startMovable()
  await place.connect()
  await settled(place, database)
  for (let made = 0; made < count; made += atATime) {
    setting.progress(made, count, 'open incidents')
    const some = Array.from({ length: Math.min(atATime, count - made) }, (_, i) => made + i + 1)
    await Promise.all(some.map((n) => place.type(cast.reporter, `/incident declare Wheel ${n} comes off`)))
    await settled(place, database, 300)
    place.advance(90_000)
  }
  for (let tries = 0; tries < 60 && !(await settled(place, database, 1_500)); tries++) place.advance(60_000)
  await maker.stop()

  // Runs on the maker's clock; on one behind it, postponed work would wait for hours.
  const full = await place.startMovable()
  full.advance(place.now().getTime() - Date.now())
  await settled(place, database, 120_000)
  const calls = place.slack.journal.calls().length
  const now = place.now()
  const began = performance.now()
  await sql`
    insert into due (key, due_at, urgency)
    select 'incident:' || number, ${now}::timestamptz, 3 from incident
    on conflict (key) do update set due_at = excluded.due_at`.execute(database.db)
  const rested = await waitUntil(() => isAtRest(database, place.now()), 120_000, 20)
  const took = performance.now() - began
  const memory = await residentBytes(full.pid)
  return [
    {
      name: 'start, PostgreSQL',
      ok: percentile(later, 0.5) < 2_000,
      figures: { 'first s': rounded(first / 1000, 2), 'later s': rounded(percentile(later, 0.5) / 1000, 2) },
    },
    {
      name: 'idle memory, PostgreSQL',
      ok: ours - floor <= 120 * megabyte,
      figures: {
        MB: rounded(ours / megabyte),
        'empty app MB': rounded(floor / megabyte),
        'over it MB': rounded((ours - floor) / megabyte),
      },
    },
    {
      name: `${count} open incidents`,
      ok: rested,
      figures: {
        'memory MB': rounded(memory / megabyte),
        'start s': rounded(full.readyAfter / 1000, 2),
        'reconcile with nothing to do, ms each': rounded(took / count, 1),
        'calls it made': place.slack.journal.calls().length - calls,
      },
    },
  ]
}
