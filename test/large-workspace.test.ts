/** A workspace of thousands, at Slack's real pace: the right person is paged at once, and what exists is found. */
import { expect, test } from 'vitest'
import { largeCompany } from '../sandbox/large-company.ts'
import type { LocalSlack } from '../sandbox/slack.ts'
import type { NewFault } from '../sandbox/surface.ts'
import { clara, devon, mira, openWorkplace } from './workplace.ts'

const realPace = (slack: LocalSlack) => slack.faults.set({ realLimits: true })
const address = 'clara.moreau@velodrome.example'

const crowd = largeCompany({ people: 3_000, channels: 0 })
const [former, guest] = [
  { id: 'U4FORMER', realName: 'Clara Moreau', email: address, deactivated: true },
  { id: 'U4GUEST', realName: 'Clara Moreau', email: address, isGuest: true },
]

test.each([
  ['comes whole', null],
  ['fails at first', { method: 'users.list', kind: 'server_error', status: 500, times: 4 }],
  ['is refused', { method: 'users.list', kind: 'refused', error: 'missing_scope' }],
  ['never begins', { method: 'users.list', kind: 'rate_limited', retryAfter: 600 }],
] as [string, NewFault | null][])(
  'an address in the policy means the one who has it today, where the list of 3,000 people %s',
  async (_, fault) => {
    const cast = { ...crowd, people: [former!, guest!, ...crowd.people] }
    await using work = await openWorkplace('http', { people: { geoc: [address] } }, cast, (slack) => {
      realPace(slack)
      if (fault) slack.faults.add(fault)
    })
    expect(await work.types(mira, '/incident declare checkout is down')).toContain(`Being paged: <@${clara}>`)
    const pages = work.slack.journal.calls('chat.postMessage').filter(({ ok, args }) => {
      return ok && JSON.stringify(args['metadata'] ?? '').includes(`pages:${clara}`)
    })
    expect(pages).toHaveLength(1)
  },
)

test('a channel that exists among 12,000 is found, each page of the list is asked for once, and each name is tried once', async () => {
  const cast = largeCompany({ people: 0, channels: 12_000 })
  const there = ['incidents', 'incidents-tech'].map((name, n) => ({
    id: `C6${n}THERE`,
    name,
    members: [mira],
  }))
  const channels = { stakeholders: '#incidents', tech: '#incidents-tech', postmortems: '#incidents-reviews' }
  await using work = await openWorkplace(
    'http',
    { channels },
    { ...cast, channels: [...cast.channels, ...there] },
    realPace,
  )
  for (let minutes = 0; minutes < 3; minutes += 1) await work.aMinuteLater()
  const asked = (method: string) => work.slack.journal.calls(method).filter(({ status }) => status === 200)
  const created = asked('conversations.create').map(({ args }) => String(args['name']))
  expect(created.toSorted()).toEqual(['incidents', 'incidents-reviews', 'incidents-tech'])
  const cursors = asked('conversations.list').map(({ args }) => args['cursor'])
  expect(cursors).toHaveLength(13)
  expect(new Set(cursors).size).toBe(13)
  const joined = asked('conversations.join').map(({ args }) => String(args['channel']))
  expect(joined.toSorted()).toEqual(['C60THERE', 'C61THERE'])
})

test('while Slack will not say whose an address is nobody else is paged, and as soon as it does they are', async () => {
  const policy = { people: { geoc: [address, devon], im: [] } }
  await using work = await openWorkplace(
    'http',
    policy,
    undefined,
    (slack) => {
      for (const method of ['users.list', 'users.lookupByEmail'])
        slack.faults.add({ method, kind: 'rate_limited', retryAfter: 5, times: 1 })
    },
    {},
    { paceMs: 1000 },
  )
  expect(await work.types(mira, '/incident declare checkout is down')).toContain(
    'I am asking Slack who is on call as GEOC',
  )
  await work.aMinuteLater(0.2)
  const paged = (await work.app.incidents.events(1)).flatMap((event) =>
    event.type === 'paged' ? event.user : [],
  )
  expect(paged).toEqual([clara])
})

test('an address that nobody has is no reason to wait: the next one listed is paged', async () => {
  const policy = { people: { geoc: ['nobody@velodrome.example', devon], im: [] } }
  await using work = await openWorkplace('http', policy)
  expect(await work.types(mira, '/incident declare checkout is down')).toContain(`Being paged: <@${devon}>`)
})
