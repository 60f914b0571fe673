import { expect, test } from 'vitest'
import { monthOf, peopleIn } from './rota-month.ts'
import { acceptSwap, offerSwap } from './turns/swap.ts'
import { askCover, takeCover } from './turns/cover.ts'
import { freshRota } from './turns/fresh-rota.ts'
import { join, leave } from './turns/membership.ts'
import { publishTurns } from './turns/publish.ts'
import type { RotaState } from './turns/rota.ts'

const now = new Date('2026-12-01T08:00:00Z')
const december = Temporal.PlainYearMonth.from('2026-12')

function rotaOf(users: readonly string[], publishedDays: number): RotaState {
  const empty = freshRota({ id: 'im', name: 'IM', role: 'im', turn: 'week', publishedDays })
  return publishTurns(
    users.reduce((state, user) => {
      const outcome = join(state, user, now)
      return outcome.ok ? outcome.state : state
    }, empty),
    now,
  ).state
}

const shown = (state: RotaState) =>
  monthOf(state, december).parts.map(({ start, user, kind, before }) =>
    [start.toISOString().slice(0, 10), kind, user, before].filter((one) => one !== null).join(' '),
  )

test('a month has each turn, and what is not given out yet', () => {
  expect(shown(rotaOf(['ann', 'bo'], 14))).toEqual([
    '2026-12-01 turn ann',
    '2026-12-07 turn bo',
    '2026-12-14 turn ann',
    '2026-12-21 open',
  ])
})

test('covers and swaps are marked with whose turn it was, and time of nobody is a gap', () => {
  let state = rotaOf(['ann', 'bo'], 28)
  const [, second, third] = state.shifts
  const hours = { start: new Date('2026-12-08T08:00:00Z'), end: new Date('2026-12-09T08:00:00Z') }
  const change = (outcome: { ok: boolean; state?: RotaState }) => (state = outcome.state ?? state)
  change(askCover(state, { id: 'c', by: 'bo', note: '', ...hours }, now))
  change(takeCover(state, 'c', 'ann', now))
  expect(shown(state)).toContain('2026-12-08 cover ann bo')
  change(
    offerSwap(state, { id: 's', from: 'ann', mine: third?.start ?? now, theirs: second?.start ?? now }, now),
  )
  expect(peopleIn([monthOf(state, december)]).toSorted()).toEqual(['ann', 'bo'])
  let other = rotaOf(['ann', 'bo'], 28)
  const [, theirs, mine] = other.shifts
  const offered = offerSwap(
    other,
    { id: 's', from: 'ann', mine: mine?.start ?? now, theirs: theirs?.start ?? now },
    now,
  )
  if (offered.ok) other = offered.state
  const swapped = acceptSwap(other, 's', 'bo', now)
  expect(swapped.ok && shown(swapped.state)).toContain('2026-12-07 swap ann bo')
  const alone = leave(rotaOf(['ann'], 28), 'ann', new Date('2026-12-10T08:00:00Z'))
  expect(alone.ok && shown(alone.state)).toContain('2026-12-10 gap')
})
