import { expect, test } from 'vitest'
import { complete } from './completion.js'

const known = {
  commands: [
    { command: '/incident', description: 'Declare', usageHint: 'declare checkout fails' },
    { command: '/oncall', description: 'Who is on call', usageHint: '[schedule | swap | away]' },
  ],
  people: [
    { id: 'U1', name: 'ada', displayName: 'Ada', realName: 'Ada Okafor', title: 'Engineer' },
    {
      id: 'U2',
      name: 'adam',
      displayName: 'Adam',
      realName: 'Adam Reyes',
      title: 'Engineer',
      deactivated: true,
    },
  ],
  groups: [{ id: 'S1', handle: 'payments-oncall', name: 'Payments' }],
  channels: [{ id: 'C1', name: 'tech-incidents' }],
}

test.each([
  ['/in', 0, ['/incident ']],
  ['/oncall s', 8, ['schedule ', 'swap ']],
  ['/incident d', undefined, []],
  ['ask @ad', 4, ['@Ada ']],
  ['ask @oka', 4, ['@Ada ']],
  ['@pay', 0, ['@payments-oncall ']],
  ['see #inc', 4, ['#tech-incidents ']],
  ['well :rotat', 5, [':rotating_light: ']],
  ['at 10:30', undefined, []],
  ['mail ada@ad', undefined, []],
  ['nothing here', undefined, []],
])('%j completes from %j', (text, from, inserts) => {
  const found = complete(text, text.length, known)
  expect(found?.from).toBe(from)
  expect(found?.options.map((option) => option.insert) ?? []).toEqual(inserts)
})
