import { expect, test } from 'vitest'
import { Refusal } from '#errors.ts'
import { readAway } from './away-form.ts'
import { readCover } from './cover-form.ts'
import { readHandOverNote } from './note-form.ts'
import { readOverride } from './override-form.ts'
import { readSwap } from './swap-form.ts'

const shift = (rota: string, start: string) => ({ selected_option: { value: `${rota} ${start}` } })
const [monday, tuesday] = ['2026-11-23T08:00:00.000Z', '2026-11-24T08:00:00.000Z']
const seconds = (at: string) => ({ selected_date_time: new Date(at).getTime() / 1000 })
const override = {
  rota: { selected_option: { value: 'geoc' } },
  user: { selected_user: 'U1' },
  from: seconds(monday),
  until: seconds(tuesday),
  reason: { value: 'their migration' },
}

test('filled-in values come back', () => {
  expect(readAway(state({ first: day('2026-12-24'), last: day('2026-12-27') }))).toEqual({
    first: '2026-12-24',
    last: '2026-12-27',
  })
  expect(
    readCover(state({ shift: shift('geoc', monday), until: seconds(tuesday), note: { value: ' x ' } })),
  ).toEqual({
    rota: 'geoc',
    shift: new Date(monday),
    from: null,
    until: new Date(tuesday),
    note: 'x',
  })
  expect(readSwap(state({ mine: shift('im', monday), theirs: shift('im', tuesday) }))).toEqual({
    rota: 'im',
    mine: new Date(monday),
    theirs: new Date(tuesday),
  })
  expect(readOverride(state(override))).toEqual({
    rota: 'geoc',
    user: 'U1',
    start: new Date(monday),
    end: new Date(tuesday),
    reason: 'their migration',
  })
  expect(readHandOverNote(state({ watch: { value: 'the queue' } }))).toEqual({
    openThings: '',
    watch: 'the queue',
    changes: '',
  })
})

test.each([
  ['no day', () => readAway(state({})), 'first'],
  [
    'a day that does not exist',
    () => readAway(state({ first: day('2026-02-30'), last: day('2026-03-01') })),
    'first',
  ],
  [
    'days the wrong way round',
    () => readAway(state({ first: day('2026-12-27'), last: day('2026-12-24') })),
    'last',
  ],
  ['no shift', () => readCover(state({})), 'shift'],
  ['a forged shift', () => readCover(state({ shift: shift('geoc', 'soon') })), 'shift'],
  [
    'a shift before all history',
    () => readCover(state({ shift: shift('geoc', '-271821-04-20T00:00:00.000Z') })),
    'shift',
  ],
  [
    'a day before all history',
    () => readAway(state({ first: day('0000-01-01'), last: day('2026-12-24') })),
    'first',
  ],
  [
    'a time after all history',
    () => readOverride(state({ ...override, until: { selected_date_time: 9e14 } })),
    'until',
  ],
  [
    'hours the wrong way round',
    () => readCover(state({ shift: shift('geoc', monday), from: seconds(tuesday), until: seconds(monday) })),
    'until',
  ],
  [
    'shifts of two rotas',
    () => readSwap(state({ mine: shift('im', monday), theirs: shift('geoc', tuesday) })),
    'theirs',
  ],
  ['an override of no rota', () => readOverride(state({})), 'rota'],
  ['an override for nobody', () => readOverride(state({ ...override, user: {} })), 'user'],
  ['an override without an end', () => readOverride(state({ ...override, until: {} })), 'until'],
  ['an override backwards', () => readOverride(state({ ...override, until: seconds(monday) })), 'until'],
  ['an override without a reason', () => readOverride(state({ ...override, reason: {} })), 'reason'],
  ['a note of nothing', () => readHandOverNote(state({ watch: { value: '  ' } })), 'openThings'],
])('%s is refused where it stands', (_, read, field) => {
  expect(read).toThrow(Refusal)
  try {
    read()
  } catch (error) {
    expect(error).toMatchObject({ field })
  }
})

function day(date: string): object {
  return { selected_date: date }
}

function state(values: Record<string, object>): unknown {
  return { values: Object.fromEntries(Object.entries(values).map(([name, answer]) => [name, { answer }])) }
}
