import { expect, test } from 'vitest'
import { fold } from './evolve.ts'
import { declarationOf, type Incident, type IncidentEvent, type Recorded, type UserId } from './incident.ts'
import { policySchema } from '#policy/policy.ts'
import { type Asking, type Deed, refusalFor } from './permission.ts'

const events: (IncidentEvent & { actor: UserId })[] = [
  {
    actor: 'UREPORTER',
    type: 'declared',
    number: 1,
    ...declarationOf('it burns'),
  },
  { actor: 'UGEOC', type: 'role given', role: 'geoc', to: 'UGEOC' },
  { actor: 'UGEOC', type: 'role given', role: 'im', to: 'UIM' },
  { actor: 'UGEOC', type: 'role given', role: 'sem:payments', to: 'USEM' },
  { actor: 'UROOM', type: 'entered', user: 'UROOM' },
  { actor: 'UGUEST', type: 'entered', user: 'UGUEST' },
  { actor: 'UREPORTER', type: 'entered', user: 'UREPORTER' },
]
const incident = fold(
  events.map((event, i): Recorded => ({ ...event, seq: i + 1, at: new Date(0) })),
) as Incident

const plain = { email: null, active: true, guest: false, onCall: false }
const asking: Record<string, Asking> = {
  outsider: { ...plain, id: 'UOTHER' },
  reporter: { ...plain, id: 'UREPORTER' },
  'in the room': { ...plain, id: 'UROOM' },
  'on call': { ...plain, id: 'UROTA', onCall: true },
  GEOC: { ...plain, id: 'UGEOC' },
  SEM: { ...plain, id: 'USEM' },
  IM: { ...plain, id: 'UIM' },
  'guest in the room': { ...plain, id: 'UGUEST', guest: true },
  'guest elsewhere': { ...plain, id: 'UGUEST2', guest: true, onCall: true },
  deactivated: { ...plain, id: 'UGEOC', active: false },
}

const anybody = ['outsider', 'reporter', 'in the room', 'on call', 'GEOC', 'SEM', 'IM', 'guest in the room']
const responders = ['in the room', 'on call', 'GEOC', 'SEM', 'IM', 'guest in the room']
const also = ['reporter', ...responders]

/** The default policy, deed by deed. */
const table: Record<Deed, string[]> = {
  declare: anybody,
  join: anybody,
  note: anybody,
  'set impact': anybody,
  'set services': anybody,
  judge: anybody,
  escalate: anybody,
  acknowledge: anybody,
  repair: anybody,
  postmortem: anybody,
  'post update': responders,
  'set status': responders,
  // Nobody has said it yet.
  'set severity': also,
  rename: responders,
  'give role': responders,
  'offer role': ['GEOC', 'IM'],
  'start fix': responders,
  'end fix': responders,
  resolve: responders,
  reopen: also,
  cancel: also,
  merge: also,
  absorb: also,
  close: responders,
  archive: responders,
  // Only their addressee can do these.
  'accept role': anybody,
  'decline role': anybody,
}

const cases = Object.entries(table).flatMap(([deed, who]) =>
  Object.keys(asking).map((name) => [deed as Deed, name, who.includes(name)] as const),
)

test.each(cases)('%s by %s', (deed, name, allowed) => {
  const refusal = refusalFor(deed, asking[name]!, incident, policySchema.parse({}), 'geoc')
  expect(refusal === null).toBe(allowed)
})

test.each<[string[], string, string]>([
  [['im'], 'UGEOC', 'Only the IM can do that here.'],
  [['geoc', 'im'], 'UROOM', 'Only the GEOC or the IM can do that here.'],
  [['sem', 'reporter'], 'UGEOC', 'Only a SEM or the reporter can do that here.'],
  [['U0BOSS'], 'UGEOC', 'Only <@U0BOSS> can do that here.'],
  [['boss@example.com'], 'UGEOC', 'Only boss@example.com can do that here.'],
  [['responders'], 'UREPORTER', 'Only responders can do that here. Ask one of them in the room.'],
  [['responders'], 'UOTHER', 'Only responders can do that here. Join the room first, or ask someone in it.'],
])('%j refuses kindly, and says who can', (resolve, id, words) => {
  const policy = policySchema.parse({ permissions: { resolve } })
  expect(refusalFor('resolve', { ...plain, id }, incident, policy)).toBe(words)
})

test('the reporter may say the severity that they left open, and nobody else more than before', () => {
  const weighed: Incident = { ...incident, severity: 'P2' }
  const may = (id: string, one = incident) =>
    refusalFor(
      'set severity',
      { ...plain, id },
      one,
      policySchema.parse({ permissions: { severity: ['im'] } }),
    )
  expect([may('UREPORTER'), may('UREPORTER', weighed), may('UOTHER')]).toEqual([
    null,
    'Only the IM can do that here.',
    'Only the IM can do that here.',
  ])
})

test('people named by id or by address are let in', () => {
  const policy = policySchema.parse({ permissions: { resolve: ['U0BOSS', 'Boss@Example.com'] } })
  expect(refusalFor('resolve', { ...plain, id: 'U0BOSS' }, incident, policy)).toBeNull()
  expect(
    refusalFor('resolve', { ...plain, id: 'U9', email: 'boss@example.com' }, incident, policy),
  ).toBeNull()
})
