import { expect, test } from 'vitest'
import { parsePolicy } from '#policy/parse.ts'
import type { DatabaseFacts } from './database-facts-lookup.ts'
import { judgeDatabase } from './judge-database.ts'
import { judgeServices } from './judge-services.ts'
import { judgePeople, judgeReach } from './judge-people.ts'

const healthy: DatabaseFacts = {
  pending: [],
  team: 'T1',
  channels: {},
  people: { U1: { id: 'U1', name: 'Mika', active: true } },
  unknown: [],
  addressesHidden: false,
  contacts: [],
  alertServices: [],
  rotas: ['geoc', 'im'].map((id) => ({
    id,
    name: id.toUpperCase(),
    members: ['U1', 'U2'],
    gaps: [],
    isGapNow: false,
  })),
  alerts: [],
  usergroups: [],
  overdue: 0,
}
const [geoc, im] = [healthy.rotas[0]!, healthy.rotas[1]!]

test.each<[string, Partial<DatabaseFacts>, string]>([
  [
    'a gap',
    { rotas: [{ ...geoc, gaps: ['Mon 1 to Tue 2'] }, im] },
    'Rota GEOC has nobody from Mon 1 to Tue 2',
  ],
  [
    'more gaps',
    { rotas: [{ ...geoc, gaps: ['Mon 1', 'Wed 3', 'Fri 5'] }, im] },
    'from Mon 1, and 2 more times',
  ],
  [
    'a gap now',
    { rotas: [{ ...geoc, gaps: ['Mon 1 to Tue 2'], isGapNow: true }, im] },
    'Rota GEOC has nobody on call now, from Mon 1 to Tue 2',
  ],
  ['an unknown address', { unknown: ['ada@x.example'] }, 'nobody in the workspace is ada@x.example'],
  [
    'a rota of people who are not there',
    { rotas: [{ ...geoc, members: ['U9', 'U8'] }, im], unknown: ['U9', 'U8'] },
    'Rota GEOC reaches nobody: none of U9, U8 can be paged',
  ],
  ['one person', { rotas: [{ ...geoc, members: ['U1'] }, im] }, 'has one person only'],
  ['a group', { usergroups: ['The user group @on-call does not follow: x.'] }, '@on-call does not follow'],
  [
    'somebody who left',
    { people: { U1: { id: 'U1', name: 'Mika', active: false } } },
    'Mika (U1) has left the workspace',
  ],
  ['late work', { overdue: 3 }, '3 things should have been looked at'],
])('%s is found, with its remedy', (_, facts, expected) => {
  const found = judgeDatabase({ ...healthy, ...facts }, parsePolicy(''))
  const wrong = found.filter(({ todo }) => todo !== null).map(({ about, says }) => `${about} ${says}`)
  expect(wrong.join('\n')).toContain(expected)
})

test('hidden addresses are no mistakes: the missing scope is named', () => {
  const unknown = ['ada@x.example', 'grace@x.example', 'U9']
  const found = judgePeople({ ...healthy, unknown, addressesHidden: true }, parsePolicy(''))
  expect(found).toMatchObject([
    {
      says: expect.stringContaining('nobody is found for ada@x.example, grace@x.example'),
      todo: expect.stringContaining('users:read.email'),
    },
    { says: 'nobody in the workspace is U9' },
  ])
})

test('a list of whom nobody exists reaches nobody; while Slack has not said so it may', () => {
  const policy = parsePolicy('people: { im: [ada@x.example] }\nsquads: { search: { sem: [ada@x.example] } }')
  const facts = { ...healthy, rotas: [geoc] }
  const about = (unknown: string[]) =>
    judgeReach({ ...facts, unknown }, policy)
      .filter(({ says }) => says.startsWith('reaches nobody'))
      .map((one) => one.about)
  expect(about(['ada@x.example'])).toEqual(['Rota IM', 'Rota SEM search'])
  expect(about([])).toEqual([])
})

test('an empty PostgreSQL is asked for the people it would page, a migrated one is not', () => {
  const found = (pending: string[]) =>
    judgeDatabase({ ...healthy, pending }, parsePolicy('')).filter(({ todo }) => todo !== null)
  expect(found(['0001-workspace', '0002-counter'])).toMatchObject([
    { says: expect.stringContaining('nobody would be paged') },
  ])
  expect(found(['0002-counter'])).toEqual([])
})

test.each([
  [
    'im: { hours: { from: "09:00", to: "18:00" } }',
    'IM',
    ' Mon to Fri, 09:00 to 18:00; at other times nobody is paged',
  ],
  ['geoc: { hours: { days: [monday] } }', 'GEOC', ' Mon; at other times its pages go to IM'],
])('hours %s are no fault, and who is asked outside them is said', (setting, rota, expected) => {
  const found = judgeDatabase(healthy, parsePolicy(`rotas: { ${setting} }`))
  const said = found.find(({ about }) => about === `Rota ${rota}`)
  expect(said).toMatchObject({ says: `2 people take turns${expected}`, todo: null })
})

test('a healthy database has no faults', () => {
  expect(judgeDatabase(healthy, parsePolicy('')).filter(({ todo }) => todo !== null)).toEqual([])
})

test.each([
  ['', 'messages are kept 365 d, people who left for ever, ended incidents for ever'],
  [
    'retention: { messages: never, people_who_left: 90d, incidents: 36h, archive_rooms_after: 1d }',
    'messages are kept for ever, people who left 90 d, ended incidents 1 d 12 h',
  ],
])('with %j it is said what is taken away after which time', (policy, expected) => {
  const said = judgeDatabase(healthy, parsePolicy(policy)).find(({ about }) => about === 'Retention')?.says
  expect(said).toBe(`${expected}; backups keep all of it`)
})

test('services that no squad owns are named; without services nothing is said', () => {
  const policy = (text: string) => parsePolicy(`squads: { payments: {} }\n${text}`)
  expect(judgeServices(policy(''))).toEqual([])
  expect(judgeServices(policy('services: { checkout: { squad: payments } }'))).toMatchObject([
    { says: '1 service, each owned by a squad', todo: null },
  ])
  const [found] = judgeServices(policy('services: { checkout: { squad: payments }, search: {}, mail: {} }'))
  expect(found?.says).toBe('no squad owns search, mail, so their alerts go to the GEOC')
  expect(found?.todo).toContain('services: {')
  const named = judgeServices(policy('services: { checkout: { squad: payments } }'), ['checkout', 'till'])
  expect(named.at(-1)?.says).toBe('alerts name till, which muster.yml does not')
})
