/** Short answers about rotas that only the person who asked reads. */
import type { Moved } from '#oncall/turns/change.ts'
import type { Range } from '#time.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { namesOfRotas } from '#oncall/rota-names.ts'
import type { Message } from '#words/message.ts'
import {
  bold,
  button,
  buttons,
  code,
  type Line,
  lines,
  mention,
  message,
  picking,
  row,
  small,
  when,
} from '#words/blocks.ts'
import { daysWords, dayWords } from '#words/calendar-words.ts'
import { inline } from '#words/user-text.ts'
import type { Words } from '#incidents/words.ts'
import { quietUntil } from '#oncall/turns/meant.ts'
import { handOverWords, hoursWords, turnWords } from '#oncall/turn-words.ts'

/** The effects of a change. */
export interface ChangedView {
  readonly rota: Rota
  readonly moved: readonly Moved[]
  readonly gaps: readonly Range[]
}

/** Tells in one line the change that was made, then the people whose turns moved. */
export function changed(done: Line, changes: readonly ChangedView[]): Message {
  const moves = changes.flatMap(({ rota, moved }) =>
    moved.map((one) => moveLine(one, rota, changes.length > 1)),
  )
  const gaps = changes.flatMap(({ rota, gaps: all }) => all.map((gap) => gapLine(gap, rota)))
  return message(
    lines(done),
    moves.length > 0 && lines([bold('What moves; they are told:')], ...moves.slice(0, 12)),
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

/** Welcomes a new member. `first` is the start of their first turn; null where it is not given yet. */
export function joined(
  change: ChangedView,
  { first, now, warnings = [] }: { first: Date | null; now: Date; warnings?: readonly Line[] },
  { names }: Words,
): Message {
  const { name, timeZone } = change.rota
  const hours = hoursWords(change.rota)
  const said = changed(
    [
      bold(`You are in ${name}.`),
      ` It hands over at ${handOverWords(change.rota)} (${timeZone}).`,
      ...(hours === null ? [] : [` Somebody is meant to be on call ${hours}; at other times nobody is.`]),
    ],
    [change],
  )
  const next = lines(firstTurn(first, now), ...warnings, [
    `Try it now: ${names.oncall} test pages only you. ${names.oncall} away, cover and swap change your turns.`,
  ])
  return { text: `${said.text}\n${next.fallback}`, blocks: [...said.blocks, next.block] }
}

function firstTurn(first: Date | null, now: Date): Line {
  if (first === null) {
    return ['Your turns come after those that are already given out; you are told well before the first.']
  }
  if (first <= now) return ['It is your turn now.']
  return ['Your first turn begins ', when(first, 'day'), '. You are reminded the day before.']
}

/** Rotas that have a button of their own; the rest are in a list. */
const inRows = 38

/** Asks which rota a verb means: a button or an entry for each, whose value is the rota's id. */
export function whichRota(
  rotas: readonly Rota[],
  { words, action }: { words: string; action: string },
): Message {
  return message(
    lines(['Which rota?']),
    ...rotas
      .slice(0, inRows)
      .map((rota) => row(`${rota.name} · ${waysWords(rota)}`, button(words, action, rota.id))),
    rotas.length > inRows && picking('Another one?', action, words, choicesOf(rotas.slice(inRows))),
  )
}

function choicesOf(rotas: readonly Pick<Rota, 'id' | 'name'>[]): { value: string; words: string }[] {
  return rotas.map(({ id, name }) => ({ value: id, words: name }))
}

function waysWords(rota: Rota): string {
  const people = rota.members.filter((member) => member.leftAt === null).length
  const hours = hoursWords(rota)
  return [
    turnWords(rota),
    `from ${handOverWords(rota)}`,
    ...(hours === null ? [] : [hours]),
    people === 1 ? 'one person' : `${people} people`,
  ].join(' · ')
}

/** Tells why these people have their turns. */
export function turnExplained(
  rota: Rota,
  turns: readonly (Range & { user: string; sentence: string })[],
): Message {
  return message(
    ...turns.map(({ user, start, end, sentence }) =>
      lines(
        [
          mention(user),
          ' has ',
          bold(rota.name),
          ' from ',
          when(start, 'day'),
          ' to ',
          when(end, 'day'),
          ':',
        ],
        [`${sentence}.`],
      ),
    ),
  )
}

export function nobodyThen(rota: Rota, at: Date, { names }: Words): Message {
  const quiet = quietUntil(rota, at) !== null
  return message(
    lines([
      quiet ? 'Nobody is meant to be on call as ' : 'Nobody is on call as ',
      bold(rota.name),
      ' on ',
      when(at, 'day'),
      quiet
        ? `: somebody is ${hoursWords(rota)} (${rota.timeZone}).`
        : `. ${names.oncall} schedule shows what is given out.`,
    ]),
  )
}

/** Tells the effects of an absence, in whole days of the person's time zone. */
export function awayNoted(
  range: Range,
  timeZone: string,
  changes: readonly ChangedView[],
  { names }: Words,
): Message {
  return changed(
    [
      bold(`You are away ${daysWords(range, timeZone)}.`),
      ` You get no turns then. ${names.oncall} back ends it.`,
    ],
    changes,
  )
}

/** A month's hours, to be copied where the file cannot be sent. */
export function hoursOf(month: string, csv: string, { names }: Words): Message {
  const text = csv.split('\n')
  const pages = Array.from({ length: Math.ceil(text.length / 20) }, (_, i) =>
    text.slice(i * 20, i * 20 + 20).join('\n'),
  )
  return message(
    lines([
      bold(`On call in ${month}`),
      ', in hours. Each hour counts once: as holiday, else weekend, else night (22:00 to 07:00), else day, ',
      'all by the clock where the person lives. ',
      'Turns still to come count as planned; times in which nobody is meant to be on call do not count. Pages at night came between 23:00 and 08:00 there. The same comes as a file in your messages with me.',
    ]),
    ...pages.slice(0, 40).map(code),
    small(`Another month: ${names.oncall} hours last, or ${names.oncall} hours 2026-11.`),
  )
}

/** One feed; `of` is a rota's id or `mine`. */
export interface FeedView {
  readonly of: string
  readonly name: string
  readonly url: string
}

/** Feeds whose addresses are shown at once. */
const withAddress = 16

export function feeds(all: readonly FeedView[]): Message {
  return message(
    lines(
      [bold('On call in your calendar')],
      [
        'Subscribe to an address "from URL" in Google, Outlook or Apple Calendar. Anybody who has it can read the turns, so keep it to yourself.',
      ],
    ),
    ...all
      .slice(0, withAddress)
      .flatMap(({ of, name, url }) => [
        lines([bold(name)]),
        code(url),
        buttons(button('Get a new address', 'oncall.calendar.revoke', of)),
      ]),
    all.length > withAddress &&
      picking(
        'Another rota?',
        'oncall.calendar.show',
        'Choose',
        choicesOf(all.slice(withAddress).map(({ of: id, name }) => ({ id, name }))),
      ),
  )
}

/** Answers a request for feeds while Muster has no address that a calendar could reach. */
export const noFeeds =
  'Calendar feeds need an address that calendars can reach: the people who run Muster set MUSTER_URL.'

/** Confirms something that shows itself elsewhere. */
export function plainReply(words: string): Message {
  return message(lines([words]))
}

export function unknownRota(typed: string, rotas: readonly Rota[]): string {
  return `There is no rota "${inline(typed, 40)}". The rotas: ${namesOfRotas(rotas)}.`
}

export function noSuchDay(typed: string, today: Date, timeZone: string): string {
  return `I do not understand "${inline(typed, 60)}". A day is written like 2026-12-24, today (${dayWords(today, timeZone)}), tomorrow or friday.`
}
