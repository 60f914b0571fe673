/** `GET /calendar/<secret>.ics`: turns for calendars, for anybody with the secret. */
import { hash } from 'node:crypto'
import { Hono } from 'hono'

/** Serves the feed that `textOf` gives as iCalendar text; null stands for an unknown or revoked secret. */
export function calendarFeed(textOf: (secret: string) => Promise<string | null>): Hono {
  const feed = new Hono()
  feed.get('/calendar/:file{[A-Za-z0-9_-]{16,128}\\.ics}', async (c) => {
    const text = await textOf(c.req.param('file').replace(/\.ics$/, ''))
    if (text === null) return c.text('There is no such calendar.\n', 404)
    c.header('cache-control', 'private, max-age=300')
    c.header('etag', etagOf(text))
    c.header('x-robots-tag', 'noindex')
    if (isKnown(c.req.header('if-none-match'), etagOf(text))) return c.body(null, 304)
    c.header('content-disposition', 'inline; filename="on-call.ics"')
    return c.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8' })
  })
  return feed
}

/** Leaves out the time of making, which does not count as a change. */
function etagOf(text: string): string {
  return `"${hash('sha256', text.replace(/^DTSTAMP:.*$/gm, ''), 'base64url').slice(0, 27)}"`
}

function isKnown(known: string | undefined, etag: string): boolean {
  return (
    known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*') ?? false
  )
}
