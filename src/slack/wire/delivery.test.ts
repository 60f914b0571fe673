import { expect, test } from 'vitest'
import { deliveryFrom } from './delivery.ts'

test('characters that no database takes are left out, wherever they stand', () => {
  const sent = {
    type: 'event_callback',
    event_id: 'Ev1',
    event: { type: 'message', text: 'a\0b', blocks: [{ x: '\0' }] },
  }
  expect(deliveryFrom(sent)).toMatchObject({ event: { text: 'ab', blocks: [{ x: '' }] } })
})

test('half a character is left out too', () => {
  const sent = { type: 'event_callback', event_id: 'Ev1', event: { type: 'message', text: 'a\uD83Db' } }
  expect(deliveryFrom(sent)).toMatchObject({ event: { text: 'a\uFFFDb' } })
})

test.each([
  ['as deep as Slack nests', 50, true],
  ['deeper than anything', 100_000, false],
])('%s is taken: %j', (_, levels, taken) => {
  const blocks: unknown = JSON.parse('['.repeat(levels) + ']'.repeat(levels))
  const event = { type: 'message', blocks }
  expect(deliveryFrom({ type: 'event_callback', event_id: 'Ev1', event }) !== null).toBe(taken)
})
