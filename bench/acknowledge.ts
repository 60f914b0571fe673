/** Measures how fast an interaction is answered, against a Bolt app that only acknowledges, in the same run. */
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#db/client.ts'
import { startBot } from '../chaos/bot-process.ts'
import { type Finding, percentile, rounded, type Setting } from '../chaos/report.ts'
import { settled } from '../chaos/settled.ts'
import { post, signedHeaders } from '../chaos/signed.ts'
import { cast, general, openWorkplace } from '../chaos/workplace.ts'
import { secret } from '../test/local-slack.ts'
import { freePort } from '../test/free-port.ts'

const rates = [50, 200, 500]
/** Milliseconds, at 200 a second. */
const target = 250

export async function acknowledgeBench(setting: Setting): Promise<Finding[]> {
  const seconds = setting.quick ? 3 : 15
  const databaseUrl = await setting.newDatabase?.()
  await using place = await openWorkplace({ databaseUrl })
  await using database =
    databaseUrl === undefined ? null : await openDatabase({ url: databaseUrl, dataDir: '' })
  await place.start()
  await place.connect()
  await settled(place, database)
  await place.type(cast.reporter, '/incident declare Checkout is down')
  await settled(place, database)
  const port = await freePort()
  const empty = await startBot({ SLACK_SIGNING_SECRET: secret, PORT: String(port) }, 'bench/empty-bolt.ts')
  const findings: Finding[] = []
  // Warms up, since a program just started still compiles itself.
  for (const target of [place.port, port]) await load(target, 200, setting.quick ? 2 : 10)
  for (const [index, rate] of rates.entries()) {
    setting.progress(index, rates.length, `${rate} a second`)
    const floor = await load(port, rate, seconds)
    const ours = await load(place.port, rate, seconds)
    findings.push(summary(rate, ours, floor))
  }
  await empty.kill()
  setting.progress(1, 1, '')
  return findings
}

interface Load {
  ms: number[]
  failed: number
}

/** Sends at a steady rate, without waiting for earlier answers. */
async function load(port: number, rate: number, seconds: number): Promise<Load> {
  const began = performance.now()
  const sent: Promise<{ status: number; ms: number }>[] = []
  for (let n = 0; n < rate * seconds; n++) {
    const wait = began + (n * 1_000) / rate - performance.now()
    if (wait > 1) await pause(wait)
    const body = new URLSearchParams({
      command: '/incident',
      text: n % 2 === 0 ? 'list' : 'status 1',
      user_id: cast.reporter,
      channel_id: general,
      team_id: 'T0VELODROME',
      trigger_id: crypto.randomUUID(),
    }).toString()
    sent.push(post(port, body, signedHeaders(body, { secret }), 'form'))
  }
  const answers = await Promise.all(sent)
  return {
    ms: answers.map(({ ms }) => ms),
    failed: answers.filter(({ status }) => status !== 200).length,
  }
}

function summary(rate: number, ours: Load, floor: Load): Finding {
  const [p50, p99] = [percentile(ours.ms, 0.5), percentile(ours.ms, 0.99)]
  const [floor50, floor99] = [percentile(floor.ms, 0.5), percentile(floor.ms, 0.99)]
  const good = p99 <= 3 * floor99 && p99 < target
  return {
    name: `answered at ${rate} a second`,
    ok: ours.failed === 0 && (rate === 200 ? good : null) !== false,
    figures: {
      'p50 ms': rounded(p50, 1),
      'p99 ms': rounded(p99, 1),
      'empty app p50 ms': rounded(floor50, 1),
      'empty app p99 ms': rounded(floor99, 1),
      'times the empty p99': rounded(p99 / floor99, 1),
      failed: ours.failed,
    },
  }
}
