import { expect, test } from 'vitest'
import { complete } from './completion.js'

const known = {
  commands: [
    { command: '/incident', description: 'Declare', usageHint: 'declare checkout fails' },
    { command: '/oncall', description: 'Who is on call', usageHint: '[schedule | swap | away]' },
  ],
  people: [person('Ada', 'Ada Okafor'), { ...person('Adam', 'Adam Reyes'), deactivated: true }],
  groups: [{ handle: 'payments-oncall', name: 'Payments' }],
  channels: [{ name: 'tech-incidents' }],
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

function person(displayName: string, realName: string) {
  const name = displayName.toLowerCase()
  const avatar = { colour: '#14532d', emoji: '' }
  return { id: name, name, displayName, realName, title: 'Engineer', isBot: false, avatar }
}
