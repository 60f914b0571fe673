/** Slack answers 429 to everything for two minutes while incidents are declared; what leaves first afterwards. */
import { openAsBlob } from 'node:fs'
import { policySchema } from '#policy/policy.ts'
import { freely } from './samples/unlimited.ts'
import { openStage } from '../play/stage.ts'
import type { JournalledCall } from '../sandbox/surface.ts'

const [clara, henri] = ['U03CLARA', 'U09HENRI']
const seconds = 1_000
const policy = policySchema.parse({ people: { geoc: [clara], im: [henri] }, limits: freely })
const kinds = ['Checkout', 'Payments', 'Mail', 'Stock', 'Login', 'Images']

export interface PagesFirst {
  /** Pages that were shown after it, as `#2 U03CLARA`. */
  shown: string[]
  /** Pages that left after another call of the same method and channel. */
  overtaken: string[]
  /** Other calls of those methods and channels. */
  others: number
  /** Milliseconds of the clock from the end of it until the last page was there. */
  lastAfter: number
}

/** `snapshot`: a migrated database; without it one is made. */
export async function limitEverything(count: number, snapshot?: string): Promise<PagesFirst> {
  const database = snapshot === undefined ? {} : { database: { snapshot: await openAsBlob(snapshot) } }
  await using stage = await openStage({ policy, ...database })
  const { faults, journal } = stage.slack
  await stage.as('amina').types('/incident declare Search is slow', { in: '#general' })
  for (const one of ['clara', 'henri'] as const) {
    await stage.as(one).clicks('Acknowledge', { in: 'Muster' })
    if (one === 'clara') await stage.as(one).types('/incident severity #1 P2', { in: '#general' })
    await stage.as(one).clicks('Follow', { in: '#incidents' })
  }
  await stage.advance(120 * seconds)
  faults.add({ method: '*', kind: 'rate_limited', retryAfter: 15 })
  for (let n = 1; n <= count; n += 1) {
    // Runs of the people paged are in the same conversation with them, and ask first.
    await stage.as('henri').types(`/incident update News ${n}`, { in: 'room 1' })
    await stage.as('jonas').types(`/incident declare ${kinds[n % kinds.length]} ${n}`, { in: '#general' })
    await stage.as('clara').types(`/incident severity #${n + 1} P2`, { in: '#general' })
    await stage.advance((120 * seconds) / count)
  }
  const last = journal.calls().at(-1)?.n ?? 0
  faults.clear()
  const over = stage.clock.now().getTime()
  await stage.advance(120 * seconds)
  return judge(
    journal.calls().filter((call) => call.n > last && call.ok),
    over,
  )
}

function judge(calls: readonly JournalledCall[], over: number): PagesFirst {
  const shown = new Set<string>()
  const found: PagesFirst = { shown: [], overtaken: [], others: 0, lastAfter: 0 }
  const messages = calls.filter(({ method }) => method === 'chat.postMessage' || method === 'chat.update')
  for (const [, own] of Map.groupBy(messages, ({ method, args }) => `${method} ${String(args['channel'])}`)) {
    let others = 0
    for (const call of own) {
      const fresh = pagesIn(call).filter((page) => !shown.has(page))
      for (const page of fresh) shown.add(page)
      if (fresh.length === 0) others += 1
      else found.lastAfter = Math.max(found.lastAfter, Date.parse(call.sandboxAt) - over)
      if (others > 0) found.overtaken.push(...fresh)
    }
    if (own.some((call) => pagesIn(call).length > 0)) found.others += others
  }
  return { ...found, shown: [...shown].toSorted() }
}

/** The pages that a call shows somebody. */
function pagesIn({ args }: JournalledCall): string[] {
  const [owner = ''] = String(Object(Object(args['metadata']).event_payload).slot).split('/')
  if (!owner.startsWith('pages:')) return []
  const user = owner.slice('pages:'.length)
  return [...JSON.stringify(args['blocks']).matchAll(/#\d+\b/g)].map(([number]) => `${number} ${user}`)
}
