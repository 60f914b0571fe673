/** `npm run replay -- <source> <file.json>`, or `-- <delivery>`: what today's rules would do with it. Changes nothing. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { alertDelivery } from '#alerts/delivery-store.ts'
import { type ForeseenAlert, foresee } from '#alerts/foresee.ts'
import type { RawDelivery } from '#alerts/raw-delivery.ts'
import { readAll } from '#alerts/read-all.ts'
import { systemClock } from '#clock.ts'
import { openDatabase } from '#db/client.ts'
import { askHolder, holdDataDir } from '#db/data-dir.ts'
import { readDelivery } from '#hooks/kinds.ts'
import { nearest } from '#policy/nearest.ts'
import type { Policy } from '#policy/policy.ts'
import { length } from '#words/length.ts'
import { Misconfigured } from '../misconfigured.ts'
import { type Config, loadSettings } from './config.ts'
import { hearingRules } from './hearing-rules.ts'
import { runProgram } from './run-program.ts'
import { type KeptDelivery, keptDelivery, readKeptDelivery } from './kept-delivery.ts'

await runProgram(async () => {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [first, file] = positionals
  if (first === undefined)
    throw new Misconfigured([
      'Of what? npm run replay -- <source> <file.json>, or -- <delivery>, as /incident alerts why shows it.',
    ])
  const { config, policy } = await loadSettings()
  const delivery = file === undefined ? await stored(first, config) : await given(first, file, policy)
  const outcome = readAll(delivery, policy.sources[delivery.source], readDelivery)
  const alerts = foresee(outcome, hearingRules(policy))
  if (alerts.length === 0)
    return `It says nothing of an alert${outcome.why === null ? '' : `: ${outcome.why}`}. Nothing would be done.`
  return alerts.map((alert, n) => told(alert, n + 1)).join('\n')
})

async function given(source: string, file: string, { sources }: Policy): Promise<RawDelivery> {
  if (!Object.hasOwn(sources, source)) {
    const near = nearest(source, Object.keys(sources))
    throw new Misconfigured([
      `${source} is no source of the policy.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    ])
  }
  const body = await readFile(file).catch(() => {
    throw new Misconfigured([`${file} cannot be read.`])
  })
  const now = systemClock.now()
  return {
    id: `${source}:replay`,
    source,
    about: {},
    body,
    receivedAt: now,
    lastReceivedAt: now,
    times: 1,
    counted: 0,
  }
}

/** Asks a running bot through its socket: the embedded database has room for one process. */
async function stored(id: string, { databaseUrl, dataDir }: Config): Promise<RawDelivery> {
  const asked = databaseUrl === null ? await askHolder(dataDir, 'delivery', id, 10_000) : null
  const kept = asked === null ? await opened(id, databaseUrl, dataDir) : asked.answer
  if (kept === null)
    throw new Misconfigured([`There is no delivery ${id}. It may have been kept as long as the policy says.`])
  return readKeptDelivery(kept)
}

async function opened(id: string, url: string | null, dataDir: string): Promise<KeptDelivery | null> {
  await using _hold = url === null ? await holdDataDir(dataDir) : null
  await using database = await openDatabase({ url: url ?? undefined, dataDir })
  return keptDelivery(await alertDelivery(database.db, id))
}

const does = {
  page: 'pages the service’s squad, else the GEOC',
  declare: 'declares an incident',
  show: 'is shown in the tech channel',
  keep: 'is kept, and nobody is told',
} as const

function told({ sighting, service, route, nth, labels }: ForeseenAlert, n: number): string {
  const { title, state, severity, key } = sighting
  const shared = Object.entries(labels).map(([name, value]) => `${name}=${value}`)
  return [
    `${n}. ${title}`,
    `   ${state} · ${severity} · ${service === null ? 'no service' : `service ${service}`} · key ${key}`,
    `   ${nth === null ? 'No route matches' : `routes[${nth}]`}: it ${does[route.do]}${route.severity === null ? '' : ` as ${route.severity}`}`,
    `   Group: ${shared.length === 0 ? 'all of this route' : shared.join(', ')}, within ${length(route.window)}`,
  ].join('\n')
}
