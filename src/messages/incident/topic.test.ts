import { expect, test } from 'vitest'
import { incident, into, words } from '../../../test/samples/sample-incident.ts'
import { purpose, topic } from './topic.ts'

test.each([
  [incident(), null, '🟠 P2 · Declared · #12 Checkout fails'],
  [incident(into.fixing), 'Devon', '🟠 P2 · Fixing · GEOC Devon · #12 Checkout fails'],
  [incident(into.resolved), 'Devon', '✅ P2 · Resolved · GEOC Devon · #12 Checkout fails'],
  [incident(into.merged), null, '⚫ P2 · Merged · #12 Checkout fails'],
  [
    incident([], { drill: true, severity: null }),
    null,
    'DRILL · 🟠 Severity not set · Declared · #12 Checkout fails',
  ],
  [
    incident([], { title: '<!channel> is down' }),
    '<@U9>',
    '🟠 P2 · Declared · GEOC ‹@U9› · #12 ‹!channel› is down',
  ],
])('the topic leads with how grave it is, how it stands and who has it', (one, geoc, expected) => {
  expect(topic(one, { words, geoc })).toBe(expected)
})

test('the purpose says where to look', () => {
  expect(purpose(incident(), words)).toContain('/incident help')
})
