import { expect, test } from 'vitest'
import { shiftBegan } from './duty.ts'
import { freshRota } from './fresh-rota.ts'
import { override } from './cover.ts'
import { join } from './membership.ts'
import { publishTurns } from './publish.ts'

const began = new Date('2026-09-30T07:00:00Z')
const [morning, noon, evening, night] = ['08:00', '10:00', '16:00', '20:00'].map(
  (time) => new Date(`2026-09-30T${time}:00Z`),
) as [Date, Date, Date, Date]

test('a shift begins at its hand-over; for a person standing in, with the first of their hours', () => {
  const joined = join(freshRota({ id: 'geoc', name: 'GEOC', role: 'geoc' }), 'ann', began)
  if (!joined.ok) throw new Error(joined.reason)
  const alone = publishTurns(joined.state, began).state
  const order = { id: '1', user: 'bo', by: 'ann', reason: 'x', start: noon, end: evening }
  const changed = override(alone, order, began)
  if (!changed.ok) throw new Error(changed.reason)
  const { state } = changed
  expect(shiftBegan(state, 'ann', morning)).toEqual(began)
  expect(shiftBegan(state, 'ann', noon)).toBe(null)
  expect(shiftBegan(state, 'bo', new Date('2026-09-30T12:00:00Z'))).toEqual(noon)
  expect(shiftBegan(state, 'ann', night)).toEqual(began)
  // Each day is a separate shift, although there is no hand-over.
  expect(shiftBegan(state, 'ann', new Date('2026-10-01T08:00:00Z'))).toEqual(new Date('2026-10-01T07:00:00Z'))
})
