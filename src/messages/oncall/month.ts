/** Shows a month on call as a picture, with what matters beside it in words; and all of it in words. */
import type { MonthPart, RotaMonth } from '#oncall/rota-month.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { inZone } from '#time.ts'
import { bold, button, buttons, image, type Line, lines, message, picking, small } from '#words/blocks.ts'
import { dateWords, dayWords, rangeWords, timeWords } from '#words/calendar-words.ts'
import type { Message } from '#words/message.ts'
import type { Words } from '#incidents/words.ts'
import { handOverWords, turnWords } from '#oncall/turn-words.ts'

/** Buttons of the message; their values begin with the id of the wish. */
export const monthActions = {
  earlier: 'month.earlier',
  more: 'month.more',
  now: 'month.now',
  rota: 'month.rota',
  words: 'month.words',
  open: 'month.open',
} as const

export interface MonthMessage {
  id: string
  month: Temporal.PlainYearMonth
  months: readonly RotaMonth[]
  nameOf: (user: string) => string
  /** Slack's id of the picture; null where it would not take one. */
  picture: string | null
  /** The rota that alone is shown, by its id. */
  only: string | null
  /** Rotas to choose from. */
  all: readonly Pick<Rota, 'id' | 'name'>[]
  now: Date
  /** A channel in which it was to stand, and could not. */
  refusedIn?: string | null
}

const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September']
const monthNames = [...names, 'October', 'November', 'December']

/** `December 2026`. */
export function monthWords({ month, year }: Temporal.PlainYearMonth): string {
  return `${monthNames[month - 1]} ${year}`
}

export function monthTitle(month: Temporal.PlainYearMonth, months: readonly RotaMonth[]): string {
  const [first] = months
  return `On call in ${monthWords(month)}${first !== undefined && months.length === 1 ? `: ${first.rota.name}` : ''}`
}

export function monthPicture(view: MonthMessage): Message {
  const { id, month, months, picture, only, all, now, refusedIn = null } = view
  const [first] = months
  const other = (by: number) => `${id} ${month.add({ months: by }).toString()}`
  const zone = first?.rota.timeZone ?? 'UTC'
  return message(
    lines(
      [bold(monthTitle(month, months))],
      refusedIn !== null && ['I could not post it in that channel: invite me there, and ask again.'],
      ...warnings(months).slice(0, 6),
      ...holidayLine(months),
    ),
    picture === null ? lines(...inWords(view).slice(0, 60)) : image(picture, monthAlt(view)),
    buttons(
      button('Earlier', monthActions.earlier, other(-1)),
      button('More', monthActions.more, other(1)),
      button('Now', monthActions.now, `${id} now`),
      button('In words', monthActions.words, id),
    ),
    all.length > 1 &&
      picking('Another rota?', monthActions.rota, 'Choose', [
        ...(only === null ? [] : [{ value: `${id} *`, words: 'All rotas' }]),
        ...all.filter((one) => one.id !== only).map((one) => ({ value: `${id} ${one.id}`, words: one.name })),
      ]),
    small(
      `As it was on ${dayWords(now, zone)} at ${timeWords(now, zone)} (${zone}). "Now" shows it as it is, in the same place.`,
    ),
  )
}

/** Answers "In words": the same for screen readers, and for whoever wants to search it. */
export function monthInWords(
  view: Pick<MonthMessage, 'month' | 'months' | 'nameOf'>,
  { names: { oncall } }: Words,
): Message {
  const all = view.months.map((month) => ({ ...view, months: [month] }))
  return message(
    lines([bold(monthTitle(view.month, view.months))]),
    ...all.slice(0, 40).map((one) => lines(...inWords(one))),
    small(`Times are the rota's own. Why somebody has a day: ${oncall} why 2026-12-24 geoc.`),
  )
}

function inWords({ months, nameOf }: Pick<MonthMessage, 'months' | 'nameOf'>): Line[] {
  return months.flatMap(({ rota, parts }) => [
    [bold(rota.name), `, ${turnWords(rota)}, from ${handOverWords(rota)} (${rota.timeZone})`],
    ...(parts.length === 0 ? [['Nobody is in this rota yet.']] : []),
    ...parts.map((part): Line => [`${timeOf(part, rota)}: ${whoseWords(part, nameOf)}`]),
  ])
}

/** The description of the picture, as long as Slack takes it. */
function monthAlt({ month, months, nameOf }: MonthMessage): string {
  const rows = months.map(
    ({ rota, parts }) =>
      `${rota.name}: ${parts.map((part) => `${timeOf(part, rota)} ${whoseWords(part, nameOf)}`).join(', ')}`,
  )
  return [monthTitle(month, months), ...rows].join('. ')
}

function whoseWords({ user, kind, before }: MonthPart, nameOf: (user: string) => string): string {
  if (user === null) return kind === 'gap' ? 'nobody' : 'not given out yet'
  const instead = before === null ? '' : ` ${nameOf(before)}`
  switch (kind) {
    case 'cover':
      return `${nameOf(user)}, standing in for${instead}`
    case 'swap':
      return `${nameOf(user)}, swapped with${instead}`
    case 'decision':
      return `${nameOf(user)}, decided by hand`
    case 'turn':
    case 'gap':
    case 'open':
      return nameOf(user)
  }
}

/** A whole day by its date alone. */
function timeOf({ start, end }: MonthPart, { timeZone, turn, handOverTime }: Rota): string {
  const whole = [start, end].every((at) => ['00:00', handOverTime].includes(timeWords(at, timeZone)))
  if (!whole) return rangeWords({ start, end }, timeZone)
  const last = inZone(end, timeZone).toPlainDate()
  const first = inZone(start, timeZone).toPlainDate()
  if (turn === 'day' && first.until(last).days <= 1) return dateWords(first)
  return `${dateWords(first)} to ${dateWords(last)}`
}

function warnings(months: readonly RotaMonth[]): Line[] {
  return months.flatMap(({ rota, parts }) =>
    parts
      .filter(({ kind }) => kind === 'gap')
      .map((part): Line => [bold(`⚠ ${rota.name}: nobody`), ` ${rangeWords(part, rota.timeZone)}`]),
  )
}

function holidayLine(months: readonly RotaMonth[]): Line[] {
  const inMonth = months.flatMap(({ rota, month }) =>
    rota.holidays.filter((date) => date.startsWith(month.toString())),
  )
  const dates = [...new Set(inMonth)].toSorted().map((date) => dateWords(Temporal.PlainDate.from(date)))
  return dates.length === 0 ? [] : [[`Holidays: ${dates.join(', ')}.`]]
}
