/** A review meeting as a calendar file (RFC 5545). Pure. */

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
  const rows = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Muster//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${title.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ')}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${rows.map(folded).join('\r\n')}\r\n`
}

function stamp(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d+/g, '')
}

/** A line is at most 75 octets; the next begins with a space. */
function folded(row: string): string {
  const parts: string[] = []
  let part = ''
  for (const character of row) {
    if (Buffer.byteLength(part + character) > 73) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part].join('\r\n ')
}
