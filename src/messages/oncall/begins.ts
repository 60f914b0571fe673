/** Tells a person that their turn begins: open incidents, the note they are left, and "I'm on it". */
import type { UserId } from '#incidents/incident.ts'
import type { Notice } from '#oncall/notice.ts'
import type { HandOverNote } from '#oncall/hand-over-record.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import {
  bold,
  button,
  buttons,
  type Line,
  lines,
  mention,
  message,
  type Piece,
  quote,
  when,
} from '#words/blocks.ts'
import { type ListedIncident, summaryWords } from '../incident/incident-list.ts'
import { deedWords } from './moved.ts'
import type { Words } from '#incidents/words.ts'
import { hoursWords } from '#oncall/turn-words.ts'

/** An incident that is open at a hand-over. */
export interface OpenIncident extends ListedIncident {
  /** The person who has this rota's role in it. */
  readonly holder: UserId | null
}

export interface TurnStart {
  readonly rota: Rota
  readonly at: Date
  readonly until: Date | null
  readonly outgoing: UserId | null
  readonly note: HandOverNote | null
  /** The act that put the person on call just now. */
  readonly because?: Pick<Notice, 'deed' | 'by' | 'reason'> | null
  readonly open: readonly OpenIncident[]
  readonly takenAt: Date | null
  /** True while no later hand-over has come. */
  readonly isCurrent: boolean
  readonly now: Date
  readonly words: Words
}

const longestList = 15

/** Writes the message; its button `handover.take` carries `<rota> <instant>`. */
export function begins(turn: TurnStart): Message {
  const { rota, at, until, takenAt, isCurrent, open, now, words } = turn
  const quiet = hoursWords(rota)
  if (!isCurrent) return message(lines([bold(`That turn as ${rota.name} is over.`), ' Thank you!']))
  return message(
    lines(
      [bold(`You are ${rota.name} now`), ...(until === null ? ['.'] : [', until ', when(until, 'day'), '.'])],
      quiet !== null && [
        `Somebody is meant to be on call ${quiet} (${rota.timeZone}); at other times nobody is.`,
      ],
      ...(turn.because ? deedWords(turn.because) : []),
      takenAt !== null && ["You're on it. Thank you!"],
    ),
    ...handedOver(turn),
    lines(
      [bold(open.length === 0 ? 'No incident is open.' : 'Open incidents')],
      ...open
        .slice(0, longestList)
        .map(
          (one): Line => [
            `${summaryWords(one, words, now)}`,
            ...(one.holder === null ? [] : [' · ', mention(one.holder)]),
          ],
        ),
    ),
    ...stillLed(turn),
    takenAt === null &&
      buttons(button("I'm on it", 'handover.take', `${rota.id} ${at.toISOString()}`, 'primary')),
  )
}

/** Asks if incidents move that the person before still leads; `incidentsStay` asks that person the same. */
function stillLed({ rota, outgoing, open, words }: TurnStart): Piece[] {
  const led = open.filter(({ holder }) => holder !== null && holder === outgoing)
  const [first] = led
  if (outgoing === null || first === undefined) return []
  const numbers = led
    .slice(0, longestList)
    .map(({ number }) => `#${number}`)
    .join(', ')
  return [
    lines([
      mention(outgoing),
      ` still leads ${numbers} as ${rota.name}. `,
      bold(led.length === 1 ? 'Does it move to you, too?' : 'Do they move to you, too?'),
      ' I have asked them too: what they offer, you accept. If they do not answer, ',
      `${words.names.command} assign ${first.number} makes it yours.`,
    ]),
  ]
}

function handedOver({ outgoing, note }: TurnStart): Piece[] {
  if (outgoing === null) return []
  if (note === null)
    return [lines([mention(outgoing), ' was on call before you and has not left a note yet.'])]
  const parts: [string, string][] = [
    ['Open, and the next step', note.openThings],
    ['To watch', note.watch],
    ['Changed lately', note.changes],
  ]
  return [
    lines([mention(outgoing), ' was on call before you and left this note:']),
    ...parts.flatMap(([heading, words]) => (words === '' ? [] : [lines([bold(heading)]), quote(words)])),
  ]
}
