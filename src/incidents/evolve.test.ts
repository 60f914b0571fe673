import { expect, test } from 'vitest'
import { incident, into } from '../../test/samples/sample-incident.ts'
import { fold } from './evolve.ts'
import type { IncidentEvent } from './incident.ts'
import { canSee } from './privacy.ts'
import { similarTo } from './similar.ts'

const sasha = 'U3SASHA'

test('without events there is no incident', () => {
  expect(fold([])).toBeNull()
  expect(() => fold([{ type: 'acknowledged', seq: 1, at: new Date(), actor: sasha }])).toThrow('declaration')
})

test('a status keeps the time it was entered, and the first answer is kept', () => {
  const one = incident([...into.fixing, { type: 'acknowledged' }, { type: 'severity changed', to: 'P1' }])
  expect(one).toMatchObject({ status: 'fixing', severity: 'P1', acknowledgedBy: 'U2MIKA', version: 5 })
  expect(one.statusSince.getTime() - one.declaredAt.getTime()).toBe(2 * 60_000)
  expect(one.acknowledgedAt?.getTime()).toBe(one.declaredAt.getTime() + 60_000)
})

test('reopening forgets the resolution and keeps the fixes', () => {
  const one = incident([
    { type: 'fix started', number: 1, kind: 'revert', what: 'undo', link: null },
    { type: 'fix ended', number: 1, outcome: 'worked', remark: null, link: 'https://example.com/1' },
    { type: 'resolved', fix: 'undone', impact: 'none' },
    { type: 'reopened', reason: 'again' },
  ])
  expect(one).toMatchObject({ status: 'investigating', resolution: null, resolvedAt: null })
  expect(one.fixes).toMatchObject([{ outcome: 'worked', link: 'https://example.com/1' }])
})

test.each<[string, IncidentEvent[], string[]]>([
  ['the reporter', [], ['U1ROBIN reporter']],
  [
    'once per reason',
    [
      { type: 'paged', user: sasha, why: '' },
      { type: 'paged', user: sasha, why: '' },
    ],
    ['U1ROBIN reporter', `${sasha} paged`],
  ],
  [
    'anew for a new role',
    [
      { type: 'paged', user: sasha, why: '' },
      { type: 'role given', role: 'im', to: sasha },
    ],
    ['U1ROBIN reporter', `${sasha} paged`, `${sasha} im`],
  ],
  [
    'not who left',
    [
      { type: 'paged', user: sasha, why: '' },
      { type: 'entered', user: sasha },
      { type: 'left', user: sasha },
    ],
    ['U1ROBIN reporter'],
  ],
])('the room is for %s', (_, events, expected) => {
  expect(incident(events).invited.map(({ user, reason }) => `${user} ${reason}`)).toEqual(expected)
})

test.each<[string, string, boolean]>([
  ['the reporter', 'U1ROBIN', true],
  ['who was asked', sasha, true],
  ['anybody else', 'U9OTHER', false],
])('of a private incident %s knows: %s %s', (_, user, knows) => {
  const one = incident([{ type: 'paged', user: sasha, why: '' }], { private: true })
  expect(canSee(one, user)).toBe(knows)
  expect(canSee({ ...one, private: false }, user)).toBe(true)
})

test('a person who left a private room without ever having a role cannot see it any more', () => {
  const was = incident([{ type: 'entered', user: sasha }], { private: true })
  const left = incident(
    [
      { type: 'entered', user: sasha },
      { type: 'left', user: sasha },
    ],
    { private: true },
  )
  expect([canSee(was, sasha), canSee(left, sasha)]).toEqual([true, false])
})

test.each([
  ['Orders are failing for brands', ['Brands cannot see orders', 'Order list fails']],
  ['is it down', []],
  ['Suchindex veraltet', []],
  ['the CHECKOUT', ['Checkout is slow']],
  ['決済の失敗が増えている', ['決済が失敗しています']],
  ['支付服务超时', ['支付服务无法使用']],
  ['在庫の検索が遅い', []],
])('%j sounds like %j', (text, expected) => {
  const titles = ['Checkout is slow', 'Brands cannot see orders', 'Order list fails']
  const open = [...titles, '決済が失敗しています', '支付服务无法使用'].map((title) => ({ title }))
  expect(similarTo(text, open).map((one) => one.title)).toEqual(expected)
})
