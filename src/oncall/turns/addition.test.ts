import { expect, test } from 'vitest'
import { additionOf } from './addition.ts'
import { clashesOf } from './clash.ts'
import { enter } from './founding.ts'
import { freshRota } from './fresh-rota.ts'
import { publishTurns } from './publish.ts'
import type { RotaState } from './rota.ts'

const day = 86_400_000
const start = new Date('2026-11-02T08:00:00Z')
const later = new Date(+start + 20 * day)

function rotaOf(id: string, turn: 'day' | 'week', ...users: string[]): RotaState {
  const empty = freshRota({ id, name: id.toUpperCase(), role: id, turn })
  const full = users.reduce((state, user) => {
    const entered = enter(state, user, start)
    return entered.ok ? entered.state : state
  }, publishTurns(empty, start).state)
  return publishTurns(full, later).state
}

test('an addition moves no published turn, and tells when the first comes and how often', () => {
  const state = rotaOf('geoc', 'day', 'ann', 'bo', 'cy')
  const found = additionOf(state, 'dee', later, 'Europe/Paris')
  if (!found.ok) throw new Error(found.reason)
  expect(found.moved).toEqual([])
  expect(found.every).toEqual({ before: 3, after: 4 })
  expect(+(found.turns[0]?.start ?? 0)).toBeGreaterThanOrEqual(+(state.publishedUntil ?? 0))
})

test('somebody who is in it already is no addition', () => {
  const found = additionOf(rotaOf('geoc', 'day', 'ann', 'bo'), 'ann', later, 'Europe/Paris')
  expect(found).toMatchObject({ ok: false, reason: 'already-a-member' })
})

test('one person in two rotas at once is found, with the hours', () => {
  const im = rotaOf('im', 'week', 'ann')
  const turn = { start: new Date(+later + day), end: new Date(+later + 2 * day) }
  expect(clashesOf('ann', [turn], [im])).toEqual([{ rota: 'IM', ...turn }])
  expect(clashesOf('bo', [turn], [im])).toEqual([])
})
