/** Calendars as text (RFC 5545). Pure. */
import type { Range } from '#time.ts'
import { harmless } from './user-text.ts'

/** One entry; the same `uid` later replaces it. */
export interface CalendarEvent extends Range {
  readonly uid: string
  readonly summary: string
  readonly description?: string
  /** True when the person may be booked during it. */
  readonly free?: boolean
}

export interface Calendar {
  /** Its maker: `Muster`, or a part of Muster. */
  readonly product: string
  /** Further lines of its head, with nothing in them that people wrote. */
  readonly head?: readonly string[]
  readonly events: readonly CalendarEvent[]
  /** The time it was made. */
  readonly stamp: Date
}

export function icalendar({ product, head = [], events, stamp }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//${product}//EN`,
    ...head,
    ...events.flatMap(({ uid, start, end, summary, description, free }) => [
      'BEGIN:VEVENT',
      `UID:${calendarValue(uid)}`,
      `DTSTAMP:${utc(stamp)}`,
      `DTSTART:${utc(start)}`,
      `DTEND:${utc(end)}`,
      `SUMMARY:${calendarValue(summary)}`,
      ...(description === undefined ? [] : [`DESCRIPTION:${calendarValue(description)}`]),
      ...(free ? ['TRANSP:TRANSPARENT'] : []),
      'END:VEVENT',
    ]),
    ...(events.length === 0 ? zone : []),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

/** A calendar holds at least one component, even where there is no entry. */
const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** A text as a value: no line and no value can end in it, and no control character stands in it. */
export function calendarValue(text: string): string {
  return harmless(text)
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, (mark) => `\\${mark}`)
    .replace(/\n/g, '\\n')
}

function utc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** Lines hold at most 75 octets, and no character is cut in two. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
