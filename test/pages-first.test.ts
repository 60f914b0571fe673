/** Slack answers 429 to everything for two minutes: afterwards, nothing leaves before the pages. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import type { JournalledCall } from '../sandbox/surface.ts'
import { openStage } from '../play/stage.ts'

const [clara, henri] = ['U03CLARA', 'U09HENRI']
const seconds = 1_000
const policy = policySchema.parse({ people: { geoc: [clara], im: [henri] } })

test('every page goes out before anything else of its method and channel', async () => {
  const snapshot = await openAsBlob(inject('snapshot'))
  await using stage = await openStage({ policy, database: { snapshot } })
  const { faults, journal } = stage.slack
  await stage.as('amina').types('/incident declare Search is slow', { in: '#general' })
  for (const one of ['clara', 'henri'] as const) {
    await stage.as(one).clicks('Acknowledge', { in: 'Muster' })
    await stage.as(one).clicks('Follow', { in: '#incidents' })
  }
  await stage.advance(120 * seconds)
  faults.add({ method: '*', kind: 'rate_limited', retryAfter: 15 })
  for (const [n, what] of ['Checkout', 'Payments', 'Mail', 'Stock', 'Login', 'Images'].entries()) {
    // What those paged follow is in the same conversation with them, and asks first.
    await stage.as('henri').types(`/incident update News ${n}`, { in: 'room 1' })
    await stage.as('jonas').types(`/incident declare ${what} is down`, { in: '#general' })
    await stage.advance(20 * seconds)
  }
  const limited = journal.calls().at(-1)?.n ?? 0
  faults.clear()
  await stage.advance(120 * seconds)

  const after = journal.calls().filter((call) => call.n > limited && call.ok)
  const pairs = Map.groupBy(
    after.filter(isMessage),
    ({ method, args }) => `${method} ${String(args['channel'])}`,
  )
  const shown = new Set<string>()
  for (const calls of pairs.values()) {
    const firsts = calls.map((call) => firstShown(call, shown))
    expect(firsts.toSorted((a, b) => Number(b) - Number(a))).toEqual(firsts)
  }
  expect([...shown].toSorted()).toEqual(
    [2, 3, 4, 5, 6, 7].flatMap((number) => [`#${number} ${clara}`, `#${number} ${henri}`]),
  )
})

function isMessage({ method }: JournalledCall): boolean {
  return method === 'chat.postMessage' || method === 'chat.update'
}

/** Whether this is the first call that shows somebody one of their pages. */
function firstShown({ args }: JournalledCall, shown: Set<string>): boolean {
  const [owner] = String(Object(Object(args['metadata']).event_payload).slot).split('/')
  const numbers = owner?.startsWith('pages:') ? JSON.stringify(args['blocks']).matchAll(/#(\d+)\b/g) : []
  const fresh = [...numbers].map(([number]) => `${number} ${owner?.slice('pages:'.length)}`)
  const isFirst = fresh.some((one) => !shown.has(one))
  for (const one of fresh) shown.add(one)
  return isFirst
}
