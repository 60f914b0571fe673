/** Shows who is on call in the coming days: a line for each turn, week by week. */
import { inZone, type Range } from '#time.ts'
import type { Cover, Rota, Shift } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, type Line, lines, mention, message, picking, when } from '#words/blocks.ts'
import { dateWords, dayWords, rangeWords, timeWords } from '#words/calendar-words.ts'
import { isShort } from '#oncall/turns/turns.ts'
import { handOverWords, hoursWords } from '#oncall/turn-words.ts'

/** The button's action; its value is `<rota>`, or `<rota> <instant to begin at>`. */
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
  /** People the policy names for the gaps. */
  readonly standIns: readonly string[]
  readonly publishedUntil: Date | null
}

export interface ScheduleContext extends Range {
  reader: string
  now: Date
  /** Other rotas to look at. */
  others: readonly Rota[]
}

/** Shows the range that the context asks for. Days are the rota's; the time of the hand-over is the reader's. */
export function schedule(view: ScheduleView, context: ScheduleContext): Message {
  const { rota, publishedUntil } = view
  const turns = turnsOf(view, context)
  const weeks = Map.groupBy(turns, ({ start }) => mondayOf(start, rota).toString())
  const end = turns.at(-1)?.end ?? context.end
  const hasMore = publishedUntil !== null && publishedUntil > end
  return message(
    lines([bold(`${rota.name}: who is on call`)], handOver(view), ...quiet(rota)),
    ...[...weeks].map(([monday, week]) =>
      lines(
        [bold(weekWords(Temporal.PlainDate.from(monday), context.now, rota))],
        ...week.map((turn) => turnLine(turn, view, context.reader)),
      ),
    ),
    turns.length === 0 && lines([nothingThere(rota)]),
    hasMore && buttons(button('Show more', scheduleAction, `${rota.id} ${end.toISOString()}`)),
    context.others.length > 0 &&
      picking(
        'Another rota?',
        scheduleAction,
        'Choose',
        context.others.map(({ id, name }) => ({ value: id, words: name })),
      ),
  )
}

function handOver({ rota, stretches }: ScheduleView): Line {
  const next = stretches.find(({ start }) => timeWords(start, rota.timeZone) === rota.handOverTime)
  const clock = `Hands over at ${handOverWords(rota)}, ${rota.timeZone}`
  if (next === undefined) return [`${clock}.`]
  return [`${clock}: ${isShort(rota) ? `${rota.handOverTime} is ` : ''}`, when(next.start), ' for you.']
}

function quiet(rota: Rota): Line[] {
  const hours = hoursWords(rota)
  return hours === null ? [] : [[`Somebody is meant to be on call ${hours}; at other times nobody is.`]]
}

interface TurnShown extends Range {
  user: string | null
  shift: Shift | null
  cover: Cover | null
  /** True for exactly one whole shift. */
  whole: boolean
}

/** Turns in order, made whole where only the schedule's ends cut them. A turn joined in its middle is never whole. */
function turnsOf({ rota, stretches, gaps }: ScheduleView, { start, end }: Range): TurnShown[] {
  const taken = stretches.map((stretch): TurnShown => {
    const { shift, cover } = stretch
    const whole =
      shift !== null &&
      cover === null &&
      !isShort(rota) &&
      timeWords(shift.start, rota.timeZone) === rota.handOverTime &&
      +stretch.start === Math.max(+shift.start, +start) &&
      +stretch.end === Math.min(+shift.end, +end)
    return { ...stretch, ...(whole && { start: shift.start, end: shift.end }), whole }
  })
  const open = gaps.map((gap): TurnShown => ({ ...gap, user: null, shift: null, cover: null, whole: false }))
  return [...taken, ...open].toSorted((a, b) => +a.start - +b.start)
}

function turnLine(
  { user, shift, cover, whole, ...range }: TurnShown,
  { rota, standIns }: ScheduleView,
  reader: string,
): Line {
  const days = whole ? wholeDays(range, rota) : rangeWords(range, rota.timeZone)
  if (user === null) return [`${days}   `, ...nobody(standIns)]
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

function nobody(standIns: readonly string[]): Line {
  if (standIns.length === 0) return [bold('⚠ nobody')]
  const people = standIns.flatMap((user, index): Line => [index === 0 ? '' : ', ', mention(user)])
  return ['nobody on the rota: the policy’s ', ...people, standIns.length === 1 ? ' is asked' : ' are asked']
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
