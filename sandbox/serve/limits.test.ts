import { expect, test } from 'vitest'
import { makeLimits } from './limits.ts'

const at = (second: number) => new Date(Date.UTC(2027, 1, 12, 9, 0, 0) + second * 1000)

test('a method may be called as often a minute as its tier says, then waits', () => {
  const limits = makeLimits()
  for (let i = 0; i < 20; i += 1) expect(limits.take('pins.add', 't2', undefined, at(0))).toBe(0)
  expect(limits.take('pins.add', 't2', undefined, at(0))).toBe(3)
  expect(limits.take('pins.add', 't2', undefined, at(2))).toBe(1)
  expect(limits.take('pins.add', 't2', undefined, at(3))).toBe(0)
  expect(limits.take('pins.list', 't2', undefined, at(3))).toBe(0)
})

test('a channel takes four posts at once, then one a second; others are not held up', () => {
  const limits = makeLimits()
  const post = (channel: string, second: number) => limits.take('chat.postMessage', 't5', channel, at(second))
  expect([0, 0, 0, 0, 0].map(() => post('C1', 0))).toEqual([0, 0, 0, 0, 1])
  expect(post('C2', 0)).toBe(0)
  expect(post('C1', 1)).toBe(0)
  expect(post('C1', 1)).toBe(1)
})

test('a refused call costs nothing', () => {
  const limits = makeLimits()
  const open = (second: number) => limits.take('team.join', 't1', undefined, at(second))
  expect([open(0), open(0), open(30), open(59), open(60)]).toEqual([0, 60, 30, 1, 0])
})
