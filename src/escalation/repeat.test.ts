import { expect, test } from 'vitest'
import type { Callee, Incident, Recorded, Role, Severity } from '#incidents/incident.ts'
import { advance, begin, type Climb, declined } from './climb.ts'
import type { Level } from './ladder.ts'
import { nextRound, outgrown, repeating, repeatsAt, sparing } from './repeat.ts'

const minute = (n: number) => new Date(n * 60_000)
const repeat = { after: 10 * 60_000, times: 2 }
const open = { status: 'declared', roles: {} } as Pick<Incident, 'status' | 'roles'>
const step = { page: ['ann', 'bo'], wait: 5 * 60_000, severities: null }
const level: Level = {
  name: 'named people',
  wait: step.wait,
  applies: true,
  take: 'all',
  awaited: false,
  candidates: ['ann', 'bo'].map((user) => ({ user, why: 'you are', asleepUntil: null, silenced: false })),
}
const plan = { steps: () => [step], levels: () => [level] }

/** Asked at minute 0, ended at minute 10. */
function ended(role: Callee = 'geoc', round = 1): Climb {
  const start = { role, by: null, reason: null, level: 0, round }
  const asked = advance(begin(1, 1, start, [step], minute(0)), [level], minute(0)).climb
  return advance(asked, [level], minute(10)).climb
}

test.each<[string, Climb, Partial<typeof open>, typeof repeat | null, number, number | null]>([
  ['after its pause', ended(), {}, repeat, 10, 20],
  ['put off until the next pause, where nobody could be asked', ended(), {}, repeat, 20, 30],
  ['no more than so many times', ended(), {}, repeat, 30, null],
  ['one round less each time', ended('geoc', 2), {}, repeat, 10, 20],
  ['never after the last round', ended('geoc', 3), {}, repeat, 10, null],
  ['never at a severity that the policy leaves alone', ended(), {}, null, 10, null],
  ['never for somebody asked for by name', ended('person:ann'), {}, repeat, 10, null],
  ['never once somebody has the role', ended(), { roles: { geoc: 'cy' } }, repeat, 10, null],
  ['never once it is over', ended(), { status: 'resolved' }, repeat, 10, null],
])('begins again: %s', (_, climb, more, rule, now, at) => {
  const standing = { climbs: [climb], incident: { ...open, ...more }, repeat: rule }
  expect(repeatsAt(climb, standing, minute(now))).toEqual(at === null ? null : minute(at))
})

test('only the last climb of a role begins again, and only once its pause is over', () => {
  const [first, last] = [ended(), { ...ended('geoc', 2), id: '1/2' }]
  const at = (now: number) => repeating({ climbs: [first, last], incident: open, repeat }, minute(now))
  expect(at(19)).toEqual([])
  expect(at(20)).toEqual([last])
})

test('the next round asks everybody again who did not say that they cannot, and says why', () => {
  const first = declined(ended(), 'ann', null, minute(12)).climb
  const fresh = nextRound(first, 2, [step], minute(20))
  const { climb } = advance(fresh, sparing(plan, [first]).levels(fresh), minute(20))
  expect(climb).toMatchObject({ id: '1/2', role: 'geoc' as Role, round: 2, state: 'climbing' })
  expect(climb.pages.map(({ user, why }) => [user, why])).toEqual([
    ['bo', 'you are, and nobody has answered so far'],
  ])
})

test.each<[string, [number, Severity][], Climb, boolean]>([
  ['risen above what it was while they were asked', [[11, 'P1']], ended(), true],
  ['named as severe as it counted before', [[11, 'P3']], ended(), false],
  ['lowered', [[11, 'P4']], ended(), false],
  [
    'lowered, and back where it was',
    [
      [11, 'P4'],
      [12, 'P3'],
    ],
    ended(),
    false,
  ],
  [
    'as severe as while they were asked',
    [
      [4, 'P1'],
      [11, 'P4'],
      [12, 'P1'],
    ],
    ended(),
    false,
  ],
  [
    'a rise during the ladder',
    [
      [4, 'P2'],
      [11, 'P1'],
    ],
    ended(),
    true,
  ],
  ['somebody asked for by name', [[11, 'P1']], ended('person:ann'), false],
])('a rise asks again: %s', (_, changes, climb, isAsked) => {
  const events = [
    { type: 'declared', severity: null, at: minute(0) } as Recorded,
    ...changes.map(([at, to]) => ({ type: 'severity changed', to, at: minute(at) }) as Recorded),
  ]
  expect(outgrown({ climbs: [climb], incident: open }, events, 'P3')).toEqual(isAsked ? [climb] : [])
})
