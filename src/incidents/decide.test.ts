import { expect, test } from 'vitest'
import { Refusal } from '#errors.ts'
import { incident, into } from '../../test/samples/sample-incident.ts'
import { type Command, decide, declare, limits } from './decide.ts'
import { evolve } from './evolve.ts'
import { declarationOf, type Incident, type IncidentEvent, type Somebody, statuses } from './incident.ts'
import { canMove, isOpen, isOver } from './moves.ts'

const now = new Date('2026-02-14T15:00:00Z')
const mika = 'U2MIKA'
const sasha = 'U3SASHA'

const wish = declarationOf('Checkout fails')

function outcome(one: Incident, command: Command, actor: Somebody = mika): string[] | string {
  try {
    return decide(one, actor, command, now).map((event) => event.type)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

test.each([
  ['  Checkout \n fails ', 'Checkout fails'],
  ['🔥 Checkout\u200b', '🔥 Checkout'],
  ['الدفع لا يعمل', 'الدفع لا يعمل'],
  ['x'.repeat(limits.title), 'x'.repeat(limits.title)],
])('the title %j can be used', (title, expected) => {
  expect(declare(7, { ...wish, title })).toMatchObject({ number: 7, title: expected })
})

test.each(['', '   ', '???', '\u200b', '🔥🔥', 'x'.repeat(limits.title + 1), 'x'.repeat(10_000)])(
  'the title %j is refused in words, at its field',
  (title) => {
    expect(() => declare(7, { ...wish, title })).toThrow(
      expect.objectContaining({ name: 'Refusal', field: 'title' }),
    )
  },
)

test('a note and an update of any length lose nothing', () => {
  const text = 'nobody can pay '.repeat(300).trim()
  const notes = decide(incident(), mika, { do: 'note', text }, now).map(
    (event) => event.type === 'noted' && event.text,
  )
  expect(notes.join(' ')).toBe(text)
  const [update, ...rest] = decide(incident(), mika, { do: 'post update', text, nextAt: null }, now)
  expect(update).toMatchObject({
    type: 'update posted',
    text: expect.stringMatching(/^nobody can pay .* \w+…$/),
  })
  expect(rest).toHaveLength(notes.length)
})

test.each([
  ['the first one takes it', into.declared, mika, ['acknowledged', 'role given']],
  [
    'the holder says it again',
    [...into.acknowledged, { type: 'role given', role: 'geoc', to: mika }],
    mika,
    [],
  ],
  [
    'somebody is told who has it',
    into.acknowledged,
    sasha,
    `<@${mika}> already has #12. You are welcome in the room.`,
  ],
  [
    'the one who had it left the company',
    [
      ...into.acknowledged,
      { type: 'role given', role: 'geoc', to: mika },
      { type: 'departed', user: mika, roles: ['geoc'], offered: [] },
    ],
    sasha,
    ['role given'],
  ],
  ['it is over', into.closed, mika, '#12 is closed. Reopen it first.'],
] satisfies [string, IncidentEvent[], string, unknown][])(
  'acknowledging: %s',
  (_, before, actor, expected) => {
    expect(outcome(incident(before), { do: 'acknowledge' }, actor)).toEqual(expected)
  },
)

test('every status allows exactly the moves of the table', () => {
  for (const status of statuses) {
    const one = incident(into[status])
    expect(one.status).toBe(status)
    const asked: [Command, (typeof statuses)[number]][] = [
      [{ do: 'set status', to: 'fixing' }, 'fixing'],
      [{ do: 'set status', to: 'monitoring' }, 'monitoring'],
      [{ do: 'resolve', fix: 'reverted', impact: '' }, 'resolved'],
      [{ do: 'merge', into: 1 }, 'merged'],
    ]
    for (const [command, to] of asked) {
      const legal = status === to ? command.do === 'set status' : canMove(status, to)
      expect(`${status} → ${to}: ${Array.isArray(outcome(one, command))}`).toBe(`${status} → ${to}: ${legal}`)
    }
    expect(Array.isArray(outcome(one, { do: 'reopen', reason: 'again' }))).toBe(!isOpen(status))
    expect(Array.isArray(outcome(one, { do: 'note', text: 'seen' }))).toBe(true)
    if (isOver(status)) expect(outcome(one, { do: 'set severity', to: 'P1' })).toContain('#12')
    expect(Array.isArray(outcome(one, { do: 'join' }))).toBe(status !== 'merged')
  }
})

test.each([
  [
    'a fix goes on the record and says so',
    into.acknowledged,
    { do: 'start fix', kind: 'revert', what: 'undo', link: null },
    ['fix started', 'status changed'],
  ],
  [
    'a second attempt beside the first',
    into.fixing,
    { do: 'start fix', kind: 'hotfix', what: 'patch', link: null },
    ['fix started'],
  ],
  [
    'an attempt nobody started',
    into.fixing,
    { do: 'end fix', number: 1, outcome: 'worked', remark: null, link: null },
    '#12 has no fix 1.',
  ],
  [
    'a role offered to oneself is taken',
    into.acknowledged,
    { do: 'offer role', role: 'im', to: mika, brief: '' },
    ['role given'],
  ],
  [
    'an offer nobody made',
    into.acknowledged,
    { do: 'accept role', role: 'im' },
    'That offer is no longer open.',
  ],
  ['the same severity again', into.acknowledged, { do: 'set severity', to: 'P2' }, []],
  [
    'merged into itself',
    into.acknowledged,
    { do: 'merge', into: 12 },
    'An incident cannot be merged into itself.',
  ],
  [
    'an empty update',
    into.acknowledged,
    { do: 'post update', text: ' ', nextAt: null },
    'Write the update first.',
  ],
  ['resolved twice', into.resolved, { do: 'resolve', fix: 'x', impact: '' }, '#12 is already resolved.'],
] satisfies [string, IncidentEvent[], Command, unknown][])('%s', (_, before, command, expected) => {
  expect(outcome(incident(before), command)).toEqual(expected)
})

test('only its addressee can accept an offer, and the holder stays until then', () => {
  const offered = incident([
    ...into.acknowledged,
    { type: 'role given', role: 'geoc', to: mika },
    { type: 'role offered', role: 'geoc', to: sasha, brief: 'take over please' },
  ])
  expect(offered.roles.geoc).toBe(mika)
  expect(outcome(offered, { do: 'accept role', role: 'geoc' }, 'U4ELIF')).toBe(
    `That was offered to <@${sasha}>.`,
  )
  const [event] = decide(offered, sasha, { do: 'accept role', role: 'geoc' }, now)
  const after = evolve(offered, { ...event!, seq: 9, at: new Date(), actor: sasha })
  expect(after.roles.geoc).toBe(sasha)
  expect(after.offers.map((one) => one.outcome)).toEqual(['accepted'])
  expect(outcome(after, { do: 'accept role', role: 'geoc' }, sasha)).toBe('That offer is no longer open.')
})

test.each<Command>([
  { do: 'acknowledge' },
  { do: 'join' },
  { do: 'offer role', role: 'im', to: sasha, brief: '' },
  { do: 'accept role', role: 'geoc' },
  { do: 'decline role', role: 'geoc', reason: null },
])('a program cannot $do, whoever let it', (command) => {
  expect(outcome(incident([]), command, { key: 'deploy-bot' })).toBe('Only a person can do that.')
})
