import { type CalendarEvent, calendarValue, icalendar } from '#words/icalendar.ts'

/** Turns as a feed that calendars ask for every hour. `stamp` is when it was made. */
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
