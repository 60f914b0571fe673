/** Draws a month on call: a row for each rota, a column for each day. Whatever a colour says, a word or a letter says too. Pure. */
import type { MonthPart, RotaMonth } from '#oncall/rota-month.ts'
import { inZone } from '#time.ts'
import { cut } from '#words/user-text.ts'
import { ink, label } from './bars.ts'

export interface MonthView {
  title: string
  months: readonly RotaMonth[]
  nameOf: (user: string) => string
  now: Date
}

/** In pixels. */
const size = { left: 150, day: 31, head: 92, row: 96, foot: 46, margin: 18 }
/** Soft enough that dark words on them can be read. */
const fills = ['#cfe3f5', '#d5ecd9', '#fbe3c4', '#e4daf3', '#f7d6dd', '#d0eded', '#efe9c0', '#dfe3ea']
const tints = { weekend: '#f1f1f3', holiday: '#fdeec2', gap: '#b3261e', today: '#1d1c1d' }
/** Letters in the corner of what is not a plain turn. */
const marks: Partial<Record<MonthPart['kind'], string>> = { cover: 'C', swap: 'S', decision: 'D' }
const legend = 'C stands in for somebody · S swapped · D decided by hand · H holiday · red frame: nobody'

/** Rows that one picture has room for. */
export const mostRows = 12

export function drawMonth({ title, months, nameOf, now }: MonthView): string {
  const rows = months.slice(0, mostRows)
  const days = rows[0]?.month.daysInMonth ?? 31
  const width = size.left + days * size.day + size.margin
  const height = size.head + rows.length * size.row + size.foot
  const fillOf = colours(rows)
  const shortOf = firstNames(rows, nameOf)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Inter">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    label(title, { x: size.margin, y: 36, size: 20, weight: 600 }),
    ...rows.slice(0, 1).flatMap((first) => heads(first, now)),
    ...rows.flatMap((row, index) => drawRow(row, size.head + index * size.row, { nameOf, shortOf, fillOf })),
    label(legend, { x: size.margin, y: height - 16, size: 12, fill: ink.soft }),
    '</svg>',
  ].join('\n')
}

/** First names, where no two people share one. */
function firstNames(rows: readonly RotaMonth[], nameOf: (user: string) => string): (user: string) => string {
  const first = (user: string) => nameOf(user).split(' ', 1)[0] ?? ''
  const users = [...new Set(rows.flatMap(({ parts }) => parts.flatMap(({ user }) => user ?? [])))]
  return (user) => (users.filter((one) => first(one) === first(user)).length > 1 ? nameOf(user) : first(user))
}

/** People keep one colour within a picture. */
function colours(rows: readonly RotaMonth[]): (user: string) => string {
  const users = [...new Set(rows.flatMap(({ parts }) => parts.flatMap(({ user }) => user ?? [])))]
  return (user) => fills[users.indexOf(user) % fills.length] ?? '#ffffff'
}

function heads({ month, rota }: RotaMonth, now: Date): string[] {
  const today = inZone(now, rota.timeZone).toPlainDate()
  return daysOf(month).flatMap((date, index) => {
    const middle = size.left + (index + 0.5) * size.day
    const isToday = date.equals(today)
    return [
      ...(isToday
        ? [`<rect x="${middle - 13}" y="66" width="26" height="20" rx="10" fill="${tints.today}"/>`]
        : []),
      label('MTWTFSS'[date.dayOfWeek - 1] ?? '', {
        x: middle,
        y: 60,
        size: 11,
        fill: ink.soft,
        middle: true,
      }),
      label(String(date.day), {
        x: middle,
        y: 81,
        size: 13,
        weight: isToday ? 600 : 400,
        fill: isToday ? '#ffffff' : ink.dark,
        middle: true,
      }),
    ]
  })
}

interface RowStyle {
  nameOf: (user: string) => string
  /** For narrow places. */
  shortOf: (user: string) => string
  fillOf: (user: string) => string
}

function drawRow({ month, rota, parts }: RotaMonth, top: number, style: RowStyle): string[] {
  const holidays = new Set(rota.holidays)
  const columns = daysOf(month).flatMap((date, index) => {
    const isHoliday = holidays.has(date.toString())
    if (!isHoliday && !rota.weekend.includes(date.dayOfWeek)) return []
    const x = size.left + index * size.day
    const fill = isHoliday ? tints.holiday : tints.weekend
    return [
      `<rect x="${x}" y="${top}" width="${size.day}" height="${size.row}" fill="${fill}"/>`,
      ...(isHoliday
        ? [label('H', { x: x + size.day / 2, y: top + 11, size: 10, weight: 600, middle: true })]
        : []),
    ]
  })
  return [
    ...columns,
    label(cut(rota.name, 19), { x: size.margin, y: top + size.row / 2 + 5, size: 14, weight: 600 }),
    ...(parts.length === 0
      ? [
          label('Nobody is in this rota yet', {
            x: size.left + 8,
            y: top + size.row / 2 + 5,
            size: 13,
            fill: ink.soft,
          }),
        ]
      : parts.flatMap((part) => drawPart(part, { month, timeZone: rota.timeZone, top }, style))),
    `<rect x="${size.margin}" y="${top + size.row}" width="${size.left - size.margin + month.daysInMonth * size.day}" height="1" fill="${ink.line}"/>`,
  ]
}

interface RowPlace {
  month: Temporal.PlainYearMonth
  timeZone: string
  top: number
}

function drawPart(part: MonthPart, { month, timeZone, top }: RowPlace, style: RowStyle): string[] {
  const placeOf = (at: Date) => size.left + daysInto(month, at, timeZone) * size.day
  const [from, until] = [placeOf(part.start) + 1, placeOf(part.end) - 1]
  const [wide, tall] = [Math.max(2, until - from), size.row - 28]
  const y = top + 15
  const { fill, stroke } = looks(part, style)
  const isNarrow = wide < 90
  const words =
    part.user === null
      ? nobodyWords[part.kind === 'gap' ? 'gap' : 'open']
      : (isNarrow ? style.shortOf : style.nameOf)(part.user)
  const middle = { x: from + wide / 2, y: y + tall / 2, size: 12, middle: true, fill: stroke ?? ink.dark }
  const mark = marks[part.kind]
  return [
    `<rect x="${from}" y="${y}" width="${wide}" height="${tall}" rx="4" fill="${fill}"${stroke ? ` stroke="${stroke}" stroke-width="2"` : ''}/>`,
    ...(wide < 11
      ? []
      : [
          isNarrow
            ? label(cut(words, 10), {
                ...middle,
                x: middle.x + 4,
                size: wide < 16 ? 10 : middle.size,
                upright: true,
              })
            : label(cut(words, Math.floor(wide / 7)), { ...middle, y: middle.y + 4 }),
        ]),
    ...(mark === undefined || wide < 8
      ? []
      : [label(mark, { x: from + wide / 2, y: top + size.row - 3, size: 10, weight: 600, middle: true })]),
  ]
}

const nobodyWords = { gap: 'nobody', open: 'not given out yet' }

function looks(part: MonthPart, { fillOf }: RowStyle): { fill: string; stroke: string | null } {
  if (part.kind === 'gap') return { fill: '#ffffff', stroke: tints.gap }
  return part.user === null ? { fill: '#fafafa', stroke: null } : { fill: fillOf(part.user), stroke: null }
}

function daysOf(month: Temporal.PlainYearMonth): Temporal.PlainDate[] {
  return Array.from({ length: month.daysInMonth }, (_, index) => month.toPlainDate({ day: index + 1 }))
}

/** Days since the month began, by the clock on the wall. */
function daysInto(month: Temporal.PlainYearMonth, at: Date, timeZone: string): number {
  const there = inZone(at, timeZone)
  const whole = month.toPlainDate({ day: 1 }).until(there.toPlainDate(), { largestUnit: 'days' }).days
  return whole + (there.hour * 60 + there.minute) / 1440
}
