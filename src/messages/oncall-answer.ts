/** Short answers about rotas that only the person who asked reads. */
import type { Moved } from '#oncall/change.ts'
import type { Range } from '#oncall/range.ts'
import type { Rota } from '#oncall/rota.ts'
import type { Message } from '#projection/slot.ts'
import { bold, button, type Line, lines, mention, message, row, small, when } from './blocks.ts'
import { daysWords, dayWords } from './calendar-words.ts'
import { inline } from './user-text.ts'
import type { Words } from './words.ts'

/** What a change led to. */
export interface ChangedView {
  readonly rota: Rota
  readonly moved: readonly Moved[]
  readonly gaps: readonly Range[]
}

/** What was done, in one line, and whose turns it moved. */
export function changed(done: Line, changes: readonly ChangedView[]): Message {
  const moves = changes.flatMap(({ rota, moved }) =>
    moved.map((one) => moveLine(one, rota, changes.length > 1)),
  )
  const gaps = changes.flatMap(({ rota, gaps: all }) => all.map((gap) => gapLine(gap, rota)))
  return message(
    lines(done),
    moves.length > 0 && lines([bold('What moves, and those it moves are told:')], ...moves.slice(0, 12)),
    moves.length > 12 && small(`And ${moves.length - 12} more.`),
    gaps.length > 0 && lines(...gaps.slice(0, 6)),
  )
}

function moveLine({ from, to, start, end }: Moved, { name }: Rota, named: boolean): Line {
  const who = (user: string | null) => (user === null ? 'nobody' : mention(user))
  return [
    ...(named ? [`${name}: `] : []),
    when(start, 'day'),
    ' to ',
    when(end, 'day'),
    ': ',
    who(from),
    ' → ',
    who(to),
  ]
}

function gapLine({ start, end }: Range, { name }: Rota): Line {
  return [
    bold('⚠ Nobody'),
    ` is on call for ${name} from `,
    when(start, 'day'),
    ' to ',
    when(end, 'day'),
    '.',
  ]
}

export function joined(change: ChangedView, { names }: Words): Message {
  const { name, handOverTime, timeZone } = change.rota
  const said = changed(
    [bold(`You are in ${name}.`), ` It hands over at ${handOverTime} (${timeZone}).`],
    [change],
  )
  const next = lines(
    ['Your turns come after those that are already published; you are told well before the first.'],
    [
      `${names.oncall} test pages you, so that you know what it sounds like. ${names.oncall} away and ${names.oncall} cover are there for real life.`,
    ],
  )
  return { text: `${said.text}\n${next.fallback}`, blocks: [...said.blocks, next.block] }
}

/** A verb could mean any of several rotas: a button for each, whose value is the rota's id. */
export function whichRota(
  rotas: readonly Rota[],
  { words, action }: { words: string; action: string },
): Message {
  return message(
    lines(['Which rota?']),
    ...rotas
      .slice(0, 40)
      .map((rota) => row(`${rota.name} · ${turnWords(rota)}`, button(words, action, rota.id))),
  )
}

function turnWords({ turn, handOverTime, members }: Rota): string {
  const people = members.filter((member) => member.leftAt === null).length
  const turns = { day: 'a day each', week: 'a week each', 'weekdays-and-weekend': 'weekdays and weekend' }[
    turn
  ]
  return [turns, `from ${handOverTime}`, people === 1 ? 'one person' : `${people} people`].join(' · ')
}

/** Why it is that person's turn. */
export function whyOnCall(
  rota: Rota,
  { user, start, end }: Range & { user: string },
  sentence: string,
): Message {
  return message(
    lines(
      [mention(user), ' has ', bold(rota.name), ' from ', when(start, 'day'), ' to ', when(end, 'day'), ':'],
      [`${sentence}.`],
    ),
  )
}

export function nobodyThen(rota: Rota, at: Date, { names }: Words): Message {
  return message(
    lines([
      'Nobody has ',
      bold(rota.name),
      ' on ',
      when(at, 'day'),
      `. ${names.oncall} schedule shows what is given out.`,
    ]),
  )
}

/** What came of an absence: of whole days where the person lives. */
export function awayNoted(
  range: Range,
  timeZone: string,
  changes: readonly ChangedView[],
  { names }: Words,
): Message {
  return changed(
    [
      bold(`You are away ${daysWords(range, timeZone)}.`),
      ` Nothing is given to you then. ${names.oncall} back ends it.`,
    ],
    changes,
  )
}

/** A page to oneself was asked for. */
export const testSent = (): Message =>
  message(lines(['You are being paged. It is in your direct messages with me; please press its button.']))

export function unknownRota(typed: string, rotas: readonly Rota[]): string {
  return `There is no rota "${inline(typed, 40)}". There is ${rotas
    .slice(0, 20)
    .map(({ name }) => name)
    .join(', ')}.`
}

export function noSuchDay(typed: string, today: Date, timeZone: string): string {
  return `I do not understand "${inline(typed, 60)}". A day is written like 2026-12-24, today (${dayWords(today, timeZone)}), tomorrow or friday.`
}
