import { expect, test } from 'vitest'
import { pushover } from './pushover.ts'

test('a message without its receipt may have come: nobody can tell, so a repeat is told as a double', async () => {
  const { look } = pushover({ token: 'token', url: 'https://pushover.example.com' })
  const at = new Date('2027-02-12T03:00:00Z')
  const attempt = {
    thing: 'ring:1',
    nth: 1,
    kind: 'pushover',
    target: 'method',
    status: 'planned' as const,
    plannedAt: at,
    statusAt: at,
    code: null,
    reference: null,
    nextAt: null,
    page: null,
  }
  expect(await look?.find({} as never, attempt)).toEqual({ kind: 'unknown', code: 'no-receipt' })
})
