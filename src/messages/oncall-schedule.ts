/** Who is on call in the coming days: a line for each turn, week by week. */
import type { Range } from '#oncall/range.ts'
import type { Cover, Rota, Shift } from '#oncall/rota.ts'
import type { Message } from '#projection/slot.ts'
import {
  bold,
  button,
  buttons,
  type Line,
  lines,
  mention,
  message,
  type Piece,
  row,
  small,
  when,
} from './blocks.ts'
import { dateWords, dayWords, inZone, rangeWords } from './calendar-words.ts'

/** Button: value `<rota>`, or `<rota> <instant to begin at>`. */
export const scheduleAction = 'oncall.schedule'

interface StretchView extends Range {
  readonly user: string
  readonly shift: Shift | null
  readonly cover: Cover | null
}

export interface ScheduleView {
  readonly rota: Rota
  readonly stretches: readonly StretchView[]
  readonly gaps: readonly Range[]
  readonly publishedUntil: Date | null
}

export interface ScheduleContext extends Range {
  reader: string
  now: Date
  /** Other rotas to look at. */
  others: readonly Rota[]
}

/** `start` and `end` of the context are what the schedule was asked for. Days are the rota's, the time of the hand-over the reader's. */
export function schedule(view: ScheduleView, context: ScheduleContext): Message {
  const { rota, stretches, gaps, publishedUntil } = view
  const turns = [...stretches, ...gaps.map((gap) => ({ ...gap, user: null, shift: null, cover: null }))]
  const weeks = Map.groupBy(
    turns.toSorted((a, b) => a.start.getTime() - b.start.getTime()),
    ({ start }) => mondayOf(start, rota).toString(),
  )
  const hasMore = publishedUntil !== null && publishedUntil > context.end
  return message(
    lines([bold(`${rota.name}: who is on call`)], handOver(view)),
    ...[...weeks].map(([monday, week]) =>
      lines(
        [bold(weekWords(Temporal.PlainDate.from(monday), context.now, rota))],
        ...week.map((turn) => turnLine(turn, rota, context.reader)),
      ),
    ),
    turns.length === 0 && lines([nothingThere(rota)]),
    hasMore && buttons(button('Show more', scheduleAction, `${rota.id} ${context.end.toISOString()}`)),
    ...others(context.others),
  )
}

function handOver({ rota, stretches }: ScheduleView): Line {
  const next = stretches.find(({ start, shift }) => shift !== null && +shift.start === +start)
  const clock = `Hands over at ${rota.handOverTime}, ${rota.timeZone}`
  return next === undefined ? [`${clock}.`] : [`${clock}: `, when(next.start), ' for you.']
}

function turnLine(
  { user, shift, cover, ...range }: Omit<StretchView, 'user'> & { user: string | null },
  rota: Rota,
  reader: string,
): Line {
  const whole = shift !== null && +shift.start === +range.start && +shift.end === +range.end
  const days = whole ? wholeDays(shift, rota) : rangeWords(range, rota.timeZone)
  if (user === null) return [`${days}   `, bold('⚠ nobody')]
  const marks: Line = [
    ...(shift === null || shift.class === 'weekday' ? [] : [` · ${shift.class}`]),
    ...(cover === null
      ? []
      : cover.kind === 'cover'
        ? [' · covers ', mention(cover.by)]
        : [' · by decision']),
    ...(user === reader ? [' · ', bold('you')] : []),
  ]
  return [`${days}   `, mention(user), ...marks]
}

function wholeDays({ start, end }: Range, { turn, timeZone }: Rota): string {
  if (turn === 'day') return dayWords(start, timeZone)
  return `${dayWords(start, timeZone)} to ${dayWords(end, timeZone)}`
}

function weekWords(monday: Temporal.PlainDate, now: Date, rota: Rota): string {
  const weeks = mondayOf(now, rota).until(monday, { largestUnit: 'weeks' }).weeks
  if (weeks === 0) return 'This week'
  return weeks === 1 ? 'Next week' : `Week of ${dateWords(monday).replace('Mon ', '')}`
}

function mondayOf(at: Date, { timeZone }: Rota): Temporal.PlainDate {
  const date = inZone(at, timeZone).toPlainDate()
  return date.subtract({ days: date.dayOfWeek - 1 })
}

function nothingThere(rota: Rota): string {
  return rota.members.some((member) => member.leftAt === null)
    ? 'Nothing is given out for these days yet.'
    : 'Nobody is in this rota yet.'
}

function others(rotas: readonly Rota[]): Piece[] {
  if (rotas.length === 0) return []
  return [
    ...rotas.slice(0, 12).map(({ id, name }) => row(name, button('Show schedule', scheduleAction, id))),
    ...(rotas.length > 12 ? [small(`And ${rotas.length - 12} more.`)] : []),
  ]
}
