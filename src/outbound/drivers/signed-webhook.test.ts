import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { signed } from './signed-webhook.ts'

test('signs the body and its time', () => {
  const expected = createHmac('sha256', 'secret').update('v1:1771077780:{"a":1}').digest('hex')
  expect(signed('{"a":1}', ['secret'], new Date('2026-02-14T14:03:00Z'))).toMatchObject({
    'x-muster-timestamp': '1771077780',
    'x-muster-signature': `v1=${expected}`,
  })
})

test('signs with both secrets while one replaces the other', () => {
  const at = new Date('2026-02-14T14:03:00Z')
  const by = (secrets: string[]) => signed('{}', secrets, at)['x-muster-signature']
  expect(by(['new', 'old'])).toBe(`${by(['new'])},${by(['old'])}`)
})
