import { expect, test } from 'vitest'
import { goAway } from './absence.ts'
import { dutyAt } from './duty.ts'
import { freshRota } from './fresh-rota.ts'
import { join } from './membership.ts'
import { publishTurns } from './publish.ts'
import type { RotaState } from './rota.ts'
import { secondOf } from './second.ts'

const now = new Date('2026-11-02T08:30:00Z')
const day = 86_400_000

function rotaOf(users: readonly string[], secondary: 'none' | 'next'): RotaState {
  const empty = freshRota({ id: 'geoc', name: 'GEOC', role: 'geoc', secondary })
  const full = users.reduce((state, user) => {
    const joined = join(state, user, now)
    return joined.ok ? joined.state : state
  }, empty)
  return publishTurns(full, now).state
}

const second = (state: RotaState) => secondOf(state, dutyAt(state, now), now)

test('the second is whoever has the next turn, and nobody where the rota has none', () => {
  const state = rotaOf(['ann', 'bo', 'cy'], 'next')
  expect(second(state)).toBe(dutyAt(state, now).next?.user)
  expect(second(rotaOf(['ann', 'bo', 'cy'], 'none'))).toBeNull()
  expect(second(rotaOf(['ann'], 'next'))).toBeNull()
})

test('somebody who is away until the hand-over is no second: whoever comes after them is', () => {
  const state = rotaOf(['ann', 'bo', 'cy'], 'next')
  const next = dutyAt(state, now).next?.user ?? ''
  const away = goAway(state, 'a', next, { start: now, end: new Date(+now + day / 2) }, now)
  const there = second(away.ok ? away.state : state)
  expect([null, next, dutyAt(state, now).current?.user]).not.toContain(there)
})
