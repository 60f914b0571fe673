import { type CalendarEvent, calendarValue, icalendar } from '#words/icalendar.ts'

/** The address of a feed; null while Muster has no public one. */
export function feedUrl(publicUrl: string | null, secret: string): string | null {
  if (publicUrl === null) return null
  const folder = publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`
  return new URL(`calendar/${secret}.ics`, folder).href
}

/** Turns as a feed that calendars read every hour. `stamp` is the time at which it was made. */
export function calendarText(name: string, events: readonly CalendarEvent[], stamp: Date): string {
  return icalendar({
    product: 'Muster//On call',
    head: [
      'CALSCALE:GREGORIAN',
      `X-WR-CALNAME:${calendarValue(name)}`,
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
    ],
    events: events.map((event) => ({ ...event, free: true })),
    stamp,
  })
}
