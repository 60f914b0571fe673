import { expect, test } from 'vitest'
import { fold } from '#incidents/evolve.ts'
import { declarationOf, type IncidentEvent, type Recorded } from '#incidents/incident.ts'
import { policySchema } from '#policy/policy.ts'
import { type CadenceFacts, wants } from './cadence.ts'

const began = new Date('2027-02-12T14:00:00Z')
const policy = policySchema.parse({})
const minute = (n: number) => new Date(began.getTime() + n * 60_000)

/** An incident declared at 14:00, with each of `more` so many minutes later. */
function facts(
  more: [number, IncidentEvent][],
  rest: Partial<CadenceFacts> = {},
  severity: 'P2' | 'P4' | null = 'P2',
): CadenceFacts {
  const declared: IncidentEvent = {
    type: 'declared',
    number: 1,
    ...declarationOf('Checkout fails'),
    severity,
  }
  const all: [number, IncidentEvent][] = [[0, declared], ...more]
  const events = all.map(
    ([after, event], index): Recorded => ({ ...event, seq: index + 1, at: minute(after), actor: 'U0' }),
  )
  const incident = fold(events)
  if (!incident) throw new Error('it was declared')
  return { incident, events, lastSaid: null, callingIm: false, load: 1, ...rest }
}

const taken: [number, IncidentEvent][] = [
  [2, { type: 'acknowledged' }],
  [2, { type: 'role given', role: 'geoc', to: 'UG' }],
]
const withIm: [number, IncidentEvent][] = [...taken, [3, { type: 'role given', role: 'im', to: 'UI' }]]
const posted = (nextAt: Date | null): IncidentEvent => ({
  type: 'update posted',
  number: 1,
  text: 'on it',
  nextAt,
})

test.each<[string, CadenceFacts, string[]]>([
  ['nobody has it: only its reporter is asked one day', facts([]), ['over U0 +60']],
  [
    'a GEOC alone',
    facts(taken),
    ['update UG +25', 'missing UG +12', 'room null +32', 'over UG +62', 'relief:UG UG +182'],
  ],
  [
    'an IM is being asked already',
    facts(taken, { callingIm: true }),
    ['update UG +25', 'room null +32', 'over UG +62', 'relief:UG UG +182'],
  ],
  [
    'with an IM stakeholders are theirs',
    facts(withIm),
    ['update UI +25', 'room null +33', 'over UG +63', 'relief:UG UG +182', 'relief:UI UI +183'],
  ],
  [
    'what was promised counts',
    facts([...withIm, [20, posted(minute(50))]]),
    ['update UI +45', 'room null +50', 'over UG +80', 'relief:UG UG +182', 'relief:UI UI +183'],
  ],
  [
    'whoever takes a role late is given ten minutes',
    facts([...taken, [40, { type: 'role given', role: 'im', to: 'UI' }]]),
    ['update UI +50', 'room null +70', 'over UG +100', 'relief:UG UG +182', 'relief:UI UI +220'],
  ],
  [
    'a word in the room ends the silence',
    facts(withIm, { lastSaid: minute(25) }),
    ['update UI +25', 'room null +55', 'over UG +85', 'relief:UG UG +182', 'relief:UI UI +183'],
  ],
  [
    'two roles are one person’s three hours',
    facts([...taken, [30, { type: 'role given', role: 'im', to: 'UG' }]]),
    ['update UG +40', 'room null +60', 'over UG +90', 'relief:UG UG +182'],
  ],
  [
    'a third incident in a day',
    facts(withIm, { load: 3 }),
    ['update UI +25', 'room null +33', 'over UG +63', 'load UG +2', 'relief:UG UG +182', 'relief:UI UI +183'],
  ],
  ['it is over', facts([...withIm, [30, { type: 'resolved', fix: 'reverted', impact: '' }]]), []],
  [
    'a nuisance: no IM, and a day for everything',
    facts(taken, {}, 'P4'),
    ['update UG +1435', 'room null +1442', 'over UG +1442', 'relief:UG UG +182'],
  ],
])('%s', (_, given, expected) => {
  const said = wants(given, policy).map(
    ({ key, person, at }) => `${key} ${person} +${(at.getTime() - began.getTime()) / 60_000}`,
  )
  expect(said).toEqual(expected)
})

test('a program’s declaration and notes do not break the quiet, and the room is asked when there is no person', () => {
  const { events } = facts([...taken, [30, { type: 'noted', text: 'still firing' }]])
  const byProm = events.map((event): Recorded => {
    return event.type === 'noted' || event.type === 'declared'
      ? { ...event, actor: { source: 'prom' } }
      : event
  })
  const shown = (some: Recorded[]) => {
    const incident = fold(some)
    if (!incident) throw new Error('it was declared')
    const all = wants({ incident, events: some, lastSaid: null, callingIm: false, load: 1 }, policy)
    return all
      .filter(({ key }) => key === 'over')
      .map(({ person, at }) => `${person} +${(at.getTime() - began.getTime()) / 60_000}`)
  }
  expect(shown(byProm)).toEqual(['UG +62'])
  expect(shown(byProm.slice(0, 1))).toEqual(['null +60'])
})
