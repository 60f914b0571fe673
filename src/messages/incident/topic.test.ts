import { expect, test } from 'vitest'
import { incident, into, words } from '../../../test/samples/sample-incident.ts'
import { purpose, topic } from './topic.ts'

test.each([
  [incident(), 'P2 · #12 Checkout fails'],
  [incident(into.fixing), 'P2 · #12 Checkout fails'],
  [incident(into.resolved), 'P2 · #12 Checkout fails'],
  [incident([], { drill: true, severity: null }), 'DRILL · #12 Checkout fails'],
  [incident([], { title: '<!channel> is down' }), 'P2 · #12 ‹!channel› is down'],
])('the topic changes only with facts that it shows', (one, expected) => {
  expect(topic(one)).toBe(expected)
})

test('the purpose says where to look', () => {
  expect(purpose(incident(), words)).toContain('/incident help')
})
