/** Short answers that only the person who asked reads. */
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { isOver } from '#incidents/moves.ts'
import { bold, button, buttons, channel, lines, message } from '#words/blocks.ts'
import { type Summary, summaryRow } from './incident/incident-list.ts'
import { inline } from '#words/user-text.ts'
import type { Words } from '#incidents/words.ts'

/** Somebody joins: they are being invited. */
export function joining(
  { number, title, status }: Pick<Incident, 'number' | 'title' | 'status'>,
  room: string | null,
): Message {
  return message(
    lines(
      [bold(`#${number} ${inline(title, 150)}`)],
      isOver(status) && [`It is ${status}: nothing is left to do there, and everything to read.`],
      room
        ? ['You are invited to its room: ', channel(room)]
        : ['Its room is being made; you will be invited in a moment.'],
    ),
  )
}

/** Somebody wants into the room of an incident that is over, and it is archived or never was. */
export function noWayIn(
  { number, title, status }: Pick<Incident, 'number' | 'title' | 'status'>,
  room: string | null,
  { names }: Words,
): Message {
  return message(
    lines(
      [bold(`#${number} ${inline(title, 150)}`)],
      room === null
        ? [`It is ${status}, and has no room.`]
        : [`It is ${status}, and its room is archived: `, channel(room)],
      [`${names.command} status ${number} says how it ended.`],
    ),
    status === 'closed' && buttons(button('Read the post-mortem', 'postmortem.open', String(number))),
  )
}

/** Somebody follows an incident now. */
export function followed(incident: number): Message {
  return message(
    lines([`You follow #${incident}. Its updates come to you directly; stop whenever you like.`]),
  )
}

/** "Add to timeline" worked. */
export function onTheTimeline(incident: number): Message {
  return message(lines([`On the timeline of #${incident}.`]))
}

/** A command could mean any incident. `verb` is what was typed: `status`. */
export function whichIncident(verb: string, open: readonly Summary[], { names }: Words, now: Date): Message {
  return message(
    lines([
      open.length === 0
        ? `No incident is open. For one that is over, add its number: ${names.command} ${verb} #12`
        : `Which incident? Add its number, such as ${names.command} ${verb} #${open[0]?.number}, or type it in its room.`,
    ]),
    ...open.slice(0, 10).map((one) => summaryRow(one, now)),
  )
}

/** A verb that does not exist: what was probably meant, ready to be copied. In a hurry people leave "declare" out. */
export function unknownVerb(
  { verb, rest }: { verb: string; rest: string },
  nearest: string | null,
  command: string,
  declares: boolean,
): Message {
  const meant = nearest ?? (declares ? `declare ${verb}` : null)
  const line = inline(`${command} ${meant ?? ''} ${rest}`, 250)
  return message(
    lines(
      [`I do not know "${inline(verb, 40)}".`],
      meant !== null && [
        nearest === null ? 'If that is what is wrong, declare it: ' : 'Did you mean ',
        bold(line),
        nearest === null ? '' : '?',
      ],
      [`${command} help lists everything.`],
    ),
  )
}

/** Slack did not open a form. */
export function formNotOpened(): Message {
  return message(lines(['Slack did not open the form. Nothing was changed; please try again.']))
}

/** Nobody knows whether the database took it. */
export const unconfirmed = 'I could not confirm that. Send it again, it cannot create a second one.'

/** Somebody of another workspace, deactivated, or a bot. */
export const notAColleague = 'Only people of this workspace can do that. Nothing was changed.'

/** A bot, or somebody who left, was named. */
export function nobodyReads(user: string): string {
  return `<@${user}> cannot be asked: nobody reads that account.`
}

/** A guest was named for turns. */
export function guestsTakeNoTurns(user: string): string {
  return `<@${user}> is a guest, and guests cannot be on call.`
}

/** A button of an old or forged message. */
export const noSuchButton = 'That button does not lead anywhere any more. Nothing was changed.'

/** What came is not as Slack sends it. */
export const unreadable = 'I could not read what Slack sent me. Nothing was changed. Please try again.'

export function unknownSquad(squad: string, known: readonly string[]): string {
  return known.length === 0
    ? 'No squads are set up, so leave the squad out. Nothing was changed.'
    : `There is no squad "${inline(squad, 40)}". There is ${known.slice(0, 30).join(', ')}.`
}

/** `escalate`, typed with a squad that there is not: the same again, with one that there is and the words kept. */
export function nobodyToEscalateTo(
  squad: string,
  reason: string,
  known: readonly string[],
  { names }: Words,
): string {
  const [first] = known
  const again = `${names.command} escalate ${first ?? 'im'} ${inline(reason, 250)}`.trimEnd()
  return first === undefined
    ? `Nobody was paged: no squads are set up. Try ${again}`
    : `Nobody was paged: there is no squad "${inline(squad, 40)}". There is ${known.slice(0, 30).join(', ')}. Try ${again}`
}

/** "Add to timeline" on a message that belongs to no incident. */
export const notOfAnIncident =
  'That message is in no incident’s room, so it cannot go on a timeline. Use it in the room.'

/** "Post as update" on a message that could be about any incident. */
export const whichUpdate =
  'That message is in no incident’s room, so I cannot tell which incident it is about. Use it in the room.'

/** In the form, of a message in a public channel: Muster may read its thread. */
export const fromMessage =
  'Unless it is private, its thread is copied into the record, and answered with where the work goes on.'

/** In the form, of any other message. */
export const fromPrivateMessage =
  'Only the message you chose comes along; Muster reads nothing else there. It was said in private, so Private is ticked.'
