import { expect, test } from 'vitest'
import { deliveryFrom } from './delivery.ts'

test('what no database takes is left out, wherever it stands', () => {
  const sent = {
    type: 'event_callback',
    event_id: 'Ev1',
    event: { type: 'message', text: 'a\0b', blocks: [{ x: '\0' }] },
  }
  expect(deliveryFrom(sent)).toMatchObject({ event: { text: 'ab', blocks: [{ x: '' }] } })
})
