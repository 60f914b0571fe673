import { expect, test } from 'vitest'
import { calendarText } from '#oncall/calendar.ts'
import { calendarFeed } from '#web/calendar-feed.ts'

const secret = 'a-secret-of-some-length'
const shift = {
  uid: 'geoc-1@muster',
  start: new Date('2026-11-23T08:00:00Z'),
  end: new Date('2026-11-24T08:00:00Z'),
  summary: 'GEOC: Clara',
  description: '',
}

let made = 0
let summary = shift.summary
const feed = calendarFeed(async (asked) =>
  asked === secret
    ? calendarText('GEOC', [{ ...shift, summary }], new Date(1_800_000_000_000 + made++ * 60_000))
    : null,
)
const get = (path: string, headers: Record<string, string> = {}) => feed.request(path, { headers })

test('whoever has the secret reads the feed as a calendar', async () => {
  const answer = await get(`/calendar/${secret}.ics`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR\r\n[^]*SUMMARY:GEOC: Clara\r\n[^]*END:VCALENDAR\r\n$/)
})

test('a calendar that has it is told so, until a turn changes', async () => {
  const etag = (await get(`/calendar/${secret}.ics`)).headers.get('etag') ?? ''
  expect((await get(`/calendar/${secret}.ics`, { 'if-none-match': `"other", W/${etag}` })).status).toBe(304)
  summary = 'GEOC: Devon'
  expect((await get(`/calendar/${secret}.ics`, { 'if-none-match': etag })).status).toBe(200)
})

test.each([
  ['a secret that was revoked', '/calendar/another-secret-of-length.ics'],
  ['no secret', '/calendar/.ics'],
  ['a path', '/calendar/..%2F..%2Fetc%2Fpasswd.ics'],
  ['no calendar', `/calendar/${secret}`],
])('%s finds nothing', async (_, path) => {
  expect((await get(path)).status).toBe(404)
})
