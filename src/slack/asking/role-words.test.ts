import { expect, test } from 'vitest'
import type { Words } from '#incidents/words.ts'
import { roleFrom } from './role-words.ts'

const names = { geoc: 'Primary', sem: 'Specialist', im: 'Commander', command: '/incident', oncall: '/oncall' }
const policy = { words: { names } as Words, squads: ['payments', 'search'] }

test.each([
  ['im', { role: 'im', rest: '' }],
  ['commander talk to them', { role: 'im', rest: 'talk to them' }],
  ['PRIMARY @robin', { role: 'geoc', rest: '@robin' }],
  ['sem payments the gateway', { role: 'sem:payments', rest: 'the gateway' }],
  ['Specialist Search', { role: 'sem:search', rest: '' }],
  ['payments please look', { role: 'sem:payments', rest: 'please look' }],
  ['sem nobody', { role: null, rest: 'sem nobody' }],
  ['', { role: null, rest: '' }],
])('%j names a role', (text, expected) => {
  expect(roleFrom(text, policy)).toEqual(expected)
})
