/** A review meeting as a calendar file. Pure. */
import { icalendar } from '#words/icalendar.ts'

export interface Meeting {
  uid: string
  title: string
  at: Date
  /** Minutes. */
  length: number
  now: Date
}

export function calendarFile({ uid, title, at, length, now }: Meeting): string {
  const end = new Date(at.getTime() + length * 60_000)
  const meeting = { uid, start: at, end, summary: title.replace(/\s+/g, ' ') }
  return icalendar({ product: 'Muster', events: [meeting], stamp: now })
}
