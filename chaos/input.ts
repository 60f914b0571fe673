/** Sends anything to the HTTP door, signed and forged: no crash, no unintended 5xx, nothing forbidden in the log. */
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { openDatabase } from '#db/client.ts'
import { anything, plantedText, type Sent } from './payloads.ts'
import { type Finding, percentile, rounded, type Setting } from './report.ts'
import { post, signedHeaders } from './signed.ts'
import { settled } from './settled.ts'
import { botToken, secret } from '../test/local-slack.ts'
import { cast, openWorkplace } from './workplace.ts'

const atOnce = 8
/** Bytes that may stay on the heap of all that came after the first quarter. What is not collected yet is no matter. */
const growth = 16 * 1024 * 1024

export async function input(setting: Setting): Promise<Finding[]> {
  const count = setting.quick ? 600 : 20_000
  const databaseUrl = await setting.newDatabase?.()
  await using place = await openWorkplace({ databaseUrl })
  await using database =
    databaseUrl === undefined ? null : await openDatabase({ url: databaseUrl, dataDir: '' })
  const bot = await place.start({ LOG_LEVEL: 'debug' }, 'chaos/weighed-bot.ts')
  await place.connect()
  await settled(place, database)
  await place.type(cast.reporter, `/incident declare ${plantedText} one`)
  await settled(place, database)

  const all = fc.sample(anything, { numRuns: count, seed: setting.seed })
  const statuses = new Map<number, number>()
  const slow: number[] = []
  const broken: Sent[] = []
  const warm = Math.floor(count / 4)
  let before = 0
  for (let from = 0; from < all.length; from += atOnce) {
    if (before === 0 && from >= warm) before = await bot.held()
    const some = all.slice(from, from + atOnce)
    const answers = await Promise.all(
      some.map((sent) => post(place.port, sent.body, signedHeaders(sent.body, { secret }), sent.type)),
    )
    for (const [index, { status, ms }] of answers.entries()) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      slow.push(ms)
      const sent = some[index]
      if (sent && (status === 0 || status >= 500)) broken.push(sent)
    }
    if (from % 80 === 0) setting.progress(from, count, 'arbitrary payloads')
  }
  await settled(place, database)
  const grown = (await bot.held()) - before
  const resident = await residentBytes(bot.pid)
  const forged = await forgeries(place.port)
  const answer = await place.type(cast.reporter, '/incident list')
  const ready = await fetch(`http://127.0.0.1:${place.port}/readyz`).then(({ status }) => status)
  const said = bot.lines.join('\n')
  const failures = bot.lines.filter((line) => /"level":"(error|fatal)"/.test(line))
  setting.progress(1, 1, '')
  return [
    {
      name: 'arbitrary signed payloads',
      ok:
        broken.length === 0 &&
        failures.length === 0 &&
        bot.running &&
        answer.ok &&
        ready === 200 &&
        grown < growth,
      figures: {
        sent: count,
        seed: setting.seed,
        ...Object.fromEntries(
          [...statuses].toSorted(([a], [b]) => a - b).map(([code, n]) => [`HTTP ${code}`, n]),
        ),
        'p99 ms': rounded(percentile(slow, 0.99)),
        'heap grown MB': rounded(grown / 1024 / 1024, 1),
        'resident MB': rounded(resident / 1024 / 1024),
        'lines at level error': failures.length,
        still:
          bot.running && answer.ok && ready === 200 ? 'healthy' : `running ${bot.running}, ready ${ready}`,
      },
      problems: [
        ...broken.map(({ body, type }) => `${type}: ${body.slice(0, 300)}`),
        ...new Set(
          failures.map((line) => line.replace(/"(time|reference|key)":"[^"]*",?/g, '').slice(0, 400)),
        ),
      ],
    },
    {
      name: 'forged, stale, future-dated, replayed',
      ok: forged.length === 0,
      figures: {},
      problems: forged,
    },
    {
      name: 'nothing secret in the log',
      ok: ![plantedText, botToken, secret].some((word) => said.includes(word)),
      figures: { lines: bot.lines.length },
    },
  ]
}

async function forgeries(port: number): Promise<string[]> {
  const fields = {
    command: '/incident',
    text: 'declare forged',
    user_id: cast.reporter,
    channel_id: 'C01GENERAL',
  }
  const body = new URLSearchParams({ ...fields, trigger_id: 'forged.1' }).toString()
  const cases: [string, Record<string, string>][] = [
    ['another secret', signedHeaders(body, { secret: 'a guess' })],
    ['ten minutes old', signedHeaders(body, { secret, seconds: -600 })],
    ['ten minutes ahead', signedHeaders(body, { secret, seconds: 600 })],
    ['none', {}],
    ['of another body', signedHeaders(`${body}&x=1`, { secret })],
  ]
  const problems: string[] = []
  for (const [name, headers] of cases) {
    const { status } = await post(port, body, headers, 'form')
    if (status !== 401) problems.push(`signature ${name}: HTTP ${status}`)
  }
  return problems
}

export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
}
