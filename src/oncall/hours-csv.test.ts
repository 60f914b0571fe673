import { expect, test } from 'vitest'
import { hoursCsv } from './hours-csv.ts'

const rota = { id: 'geoc', name: 'GEOC', timeZone: 'Europe/Paris' }
const row = {
  user: 'U2MIKA',
  timeZone: 'Europe/Berlin',
  total: 48.25,
  day: 20,
  night: 18.25,
  weekend: 10,
  holiday: 0,
  turns: 2,
  covers: 1,
}
const pageAt = (at: string, role = 'geoc') => ({ user: 'U2MIKA', role, at: new Date(at) })

test('a line for each person, with what was paged at night in that month for that rota', () => {
  const pages = [
    pageAt('2026-10-31T22:30:00Z'),
    pageAt('2026-11-10T02:00:00Z'),
    pageAt('2026-11-30T23:30:00Z'),
    pageAt('2026-11-10T02:00:00Z', 'im'),
  ]
  expect(hoursCsv('2026-11', [{ rota, rows: [row] }], pages, () => 'Mika')).toBe(
    [
      'month,rota,person,name,time_zone,hours,day,night,weekend,holiday,turns,covers,pages_at_night',
      '2026-11,GEOC,U2MIKA,Mika,Europe/Berlin,48.25,20,18.25,10,0,2,1,1',
    ].join('\n'),
  )
})

test.each([
  ['Anna, the other', '"Anna, the other"'],
  ['"Q"', '"""Q"""'],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['@home', "'@home"],
])('the name %s cannot become more than a cell', (name, cell) => {
  expect(hoursCsv('2026-11', [{ rota, rows: [row] }], [], () => name)).toContain(
    `U2MIKA,${cell},Europe/Berlin,48.25`,
  )
})
