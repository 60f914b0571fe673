import { expect, test } from 'vitest'
import type { Urgency } from '#urgency.ts'
import { createLimiter } from './limiter.ts'

const start = new Date('2026-02-14T15:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)

/** Counts the calls that go through at once. */
function burst(method: string, urgency: Urgency, channel: string | null = null): number {
  const limiter = createLimiter()
  let made = 0
  while (limiter.take(method, channel, urgency, start) === null) made++
  return made
}

test.each([
  { method: 'conversations.create', urgency: 0, calls: 15 },
  { method: 'conversations.create', urgency: 1, calls: 12 },
  { method: 'conversations.setTopic', urgency: 2, calls: 10 },
  { method: 'bookmarks.add', urgency: 3, calls: 7 },
  { method: 'chat.update', urgency: 0, calls: 37 },
  { method: 'views.open', urgency: 0, calls: 75 },
] as const)('$method at urgency $urgency: $calls at once', ({ method, urgency, calls }) => {
  expect(burst(method, urgency)).toBe(calls)
})

test('posts to one channel: three at once, then one a second; other channels are free', () => {
  const limiter = createLimiter()
  const post = (channel: string, at: Date) => limiter.take('chat.postMessage', channel, 2, at)
  expect([1, 2, 3, 4].map(() => post('C1', start))).toEqual([null, null, null, after(1)])
  expect(post('C2', start)).toBeNull()
  expect(post('C1', after(1))).toBeNull()
})

test('over a minute never more than Slack allows', () => {
  for (const [method, allowed] of [
    ['conversations.create', 20],
    ['conversations.invite', 50],
    ['conversations.members', 100],
  ] as const) {
    const limiter = createLimiter()
    const made: number[] = []
    for (let ms = 0; ms < 300_000; ms += 100) {
      const at = new Date(start.getTime() + ms)
      while (limiter.take(method, null, 0, at) === null) made.push(ms)
    }
    const first = made.filter((ms) => ms < 60_000).length
    const steady = made.filter((ms) => ms >= 120_000 && ms < 180_000).length
    expect([first <= allowed * 1.65, steady <= allowed, steady >= allowed * 0.8]).toEqual([true, true, true])
  }
})

test('a hundred waiters are told different times, in steps the limit can bear', () => {
  const limiter = createLimiter()
  for (let n = 0; n < 12; n++) limiter.take('conversations.create', null, 1, start)
  const told = Array.from({ length: 100 }, () =>
    limiter.take('conversations.create', null, 1, start)!.getTime(),
  )
  expect(new Set(told).size).toBe(100)
  const steps = told.slice(1).map((at, i) => at - told[i]!)
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(3_333)
  expect(limiter.take('conversations.create', null, 0, start)).toBeNull()
})

test('waiters that come back at the told time get through, one after the other', () => {
  const limiter = createLimiter()
  const waiting: Date[] = []
  for (let n = 0; n < 40; n++) {
    const at = limiter.take('conversations.create', null, 1, start)
    if (at) waiting.push(at)
  }
  expect(waiting.map((at) => limiter.take('conversations.create', null, 1, at))).toEqual(
    waiting.map(() => null),
  )
})

test('a 429 parks one method, for posts one channel of it', () => {
  const limiter = createLimiter()
  limiter.park('chat.postMessage', 'C1', after(30))
  limiter.park('conversations.invite', 'C1', after(30))
  expect(limiter.take('chat.postMessage', 'C1', 0, start)).toEqual(after(30))
  expect(limiter.take('chat.postMessage', 'C2', 0, start)).toBeNull()
  expect(limiter.take('conversations.invite', 'C2', 0, after(29))).toEqual(after(30))
  expect(limiter.take('chat.postMessage', 'C1', 0, after(30))).toBeNull()
})

test('after a 429 any number of pages go first, and callers that asked before them wait', () => {
  const limiter = createLimiter()
  const post = (urgency: Urgency, at: Date) => limiter.take('chat.postMessage', 'D1', urgency, at)
  limiter.park('chat.postMessage', 'D1', after(30))
  expect(post(2, start)).toEqual(after(32))
  expect([post(0, start), post(0, start), post(0, start), post(0, start)]).toEqual(
    [30, 31, 32, 33].map(after),
  )
  expect(post(2, after(32))).toEqual(after(35))
  expect(post(0, after(33))).toBeNull()
  expect(post(2, after(35))).toBeNull()
})
