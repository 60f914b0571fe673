/** Answers the person who declared: it worked, who is called, and which incidents look the same. */
import type { Incident } from '#incidents/incident.ts'
import { isUntaken } from '#incidents/taken.ts'
import type { Message } from '#words/message.ts'
import {
  bold,
  button,
  buttons,
  channel,
  type Line,
  lines,
  mention,
  message,
  type Piece,
} from '#words/blocks.ts'
import { imLater } from './im-later.ts'
import { type ListedIncident, summaryWords } from './incident-list.ts'
import { serviceNames } from './service-lines.ts'
import { titleInQuotes } from '#incidents/title.ts'
import { inline } from '#words/user-text.ts'
import type { Words } from '#incidents/words.ts'

export interface DeclaredContext {
  words: Words
  now: Date
  /** The room, once there is one. */
  room: string | null
  /** The people being paged. */
  paging: string[]
  /** The people who would be called to oversee it. */
  overseers?: readonly string[]
  /** Pages that wait for the morning, in words. */
  held: readonly string[]
  /** True while Slack has not yet told which user is on call. */
  awaited?: boolean
  /** True where nobody is meant to be on call at this time. */
  quiet?: boolean
  /** The services that the words named. */
  named?: readonly string[]
  /** The title is the beginning of what was typed. */
  shortened?: boolean
}

/** Writes the answer; its button "Merge mine" carries `{number, into}` as JSON. */
export function declared(
  incident: Incident,
  similar: readonly ListedIncident[],
  {
    words,
    now,
    room,
    paging,
    overseers = [],
    held,
    awaited,
    quiet,
    named = [],
    shortened = false,
  }: DeclaredContext,
): Message {
  return message(
    lines(
      [
        bold(`Incident #${incident.number}`),
        incident.drill ? ' is open as a DRILL: “' : ' is open: “',
        bold(titleInQuotes(incident.title)),
        incident.drill ? '”.' : '”. Thanks for raising it.',
      ],
      incident.drill && ['Nothing is broken, and nobody is woken: its pages stay in its room.'],
      shortened && ['That was long for a title, so it is shortened. All of your words stand in the room.'],
      room ? ['The room: ', channel(room)] : ['You are invited to its room as soon as Slack has made it.'],
      called(incident, { words, paging, held, awaited, quiet }),
      imLater(incident, words, overseers),
      named.length > 0 && serviceRead(incident, named, words),
    ),
    similar.length > 0 && lines(['Is it one of these? If so, merge yours into it:']),
    ...similar.slice(0, 5).flatMap((one) => same(incident, one, words, now)),
  )
}

/** Says what was read from the words, and how to correct it. */
function serviceRead({ number, squad }: Incident, named: readonly string[], words: Words): Line {
  return [
    `From your words, it is about ${serviceNames(named, words)}${squad === null ? '' : `, of squad ${inline(squad, 80)}`}. If not: `,
    bold(`${words.names.command} service #${number} none`),
  ]
}

function called(
  incident: Incident,
  {
    words: { names, contact },
    paging,
    held,
    awaited = false,
    quiet = false,
  }: Pick<DeclaredContext, 'words' | 'paging' | 'held'> & {
    awaited: boolean | undefined
    quiet: boolean | undefined
  },
): Line {
  if (paging.length > 0)
    return [
      'Being paged: ',
      ...paging.slice(0, 5).flatMap((user, index): Line => [index > 0 ? ', ' : '', mention(user)]),
    ]
  const { acknowledgedBy: first, roles } = incident
  if (first !== null && !isUntaken(incident)) return [mention(roles.geoc ?? first), ' has it.']
  if (held.length > 0) return [held.slice(0, 3).join(' ')]
  if (awaited)
    return [`I am asking Slack who is on call as ${names.geoc}, and page them as soon as it answers.`]
  return [
    `Nobody is ${quiet ? 'meant to be on call at this time' : 'on call'} as ${names.geoc}, so nobody is paged.`,
    contact ? ` ${inline(contact, 200)}.` : ' Please ask around for help.',
  ]
}

function same({ number }: Incident, other: ListedIncident, words: Words, now: Date): Piece[] {
  const value = JSON.stringify({ number, into: other.number })
  return [
    lines([summaryWords(other, words, now)]),
    buttons(
      button('Merge mine', 'incident.merge-into', value),
      button('Join', 'incident.join', String(other.number)),
    ),
  ]
}
