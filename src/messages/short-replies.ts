/** Short answers that only the person who asked reads. */
import { asRefusal } from './refusal.ts'
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { isOver } from '#incidents/moves.ts'
import { nearest } from '#policy/nearest.ts'
import { bold, button, buttons, channel, lines, message } from '#words/blocks.ts'
import { type ListedIncident, summaryRow } from './incident/incident-list.ts'
import { inline, saidBack } from '#words/user-text.ts'
import { titled } from '#incidents/title.ts'
import type { Words } from '#incidents/words.ts'

/** Tells somebody who joins that they are being invited. */
export function joining(
  { number, title, status }: Pick<Incident, 'number' | 'title' | 'status'>,
  room: string | null,
): Message {
  return message(
    lines(
      [bold(titled({ number, title }))],
      isOver(status) && [`It is ${status}: nothing is left to do there, and everything to read.`],
      room
        ? ['You are invited to its room: ', channel(room)]
        : ['You are invited to its room as soon as Slack has made it.'],
    ),
  )
}

/** Follows the answer to a typed declaration, once its room exists. */
export function roomReady({ number, title }: Pick<Incident, 'number' | 'title'>, room: string): Message {
  return message(lines([bold(titled({ number, title }))], ['Its room: ', channel(room)]))
}

/** Answers somebody who wants into an ended incident whose room is archived or never was. */
export function noWayIn(
  { number, title, status }: Pick<Incident, 'number' | 'title' | 'status'>,
  room: string | null,
  { names }: Words,
): Message {
  return message(
    lines(
      [bold(titled({ number, title }))],
      room === null
        ? [`It is ${status}, and has no room.`]
        : [`It is ${status}, and its room is archived: `, channel(room)],
      [`${names.command} status ${number} says how it ended.`],
    ),
    status === 'closed' && buttons(button('Read the post-mortem', 'postmortem.open', String(number))),
  )
}

/** Confirms that somebody follows an incident. */
export function followed(incident: number): Message {
  return message(
    lines([`You follow #${incident}. Its updates come to you directly; stop whenever you like.`]),
  )
}

/** Confirms that somebody no longer follows one. */
export function unfollowed(incident: number): Message {
  return message(lines([`You no longer follow #${incident}.`]))
}

/** Confirms "Add to timeline". */
export function onTheTimeline(incident: number): Message {
  return message(lines([`Added to the timeline of #${incident}.`]))
}

/** Asks for the incident that a command is about. `verb` is the typed one, such as `status`. */
export function whichIncident(
  verb: string,
  open: readonly ListedIncident[],
  words: Words,
  now: Date,
): Message {
  return message(
    lines([
      open.length === 0
        ? `No incident is open. For one that is over, add its number: ${words.names.command} ${verb} #12`
        : `Which incident? Add its number, such as ${words.names.command} ${verb} #${open[0]?.number}, or type it in its room.`,
    ]),
    ...open.slice(0, 10).map((one) => summaryRow(one, words, now)),
  )
}

/** Answers an unknown verb with the likely one, ready to be copied. In a hurry people leave "declare" out. */
export function unknownVerb(
  { verb, rest }: { verb: string; rest: string },
  nearest: string | null,
  command: string,
  declares: boolean,
): Message {
  const meant = nearest ?? (declares ? `declare ${verb}` : null)
  const line = inline(`${command} ${meant ?? ''} ${rest}`, 250)
  return message(
    asRefusal(
      lines(
        [`I do not know "${inline(verb, 40)}".`],
        meant !== null && [
          nearest === null ? 'If that is what is wrong, declare it: ' : 'Did you mean ',
          bold(line),
          nearest === null ? '' : '?',
        ],
        [`${command} help lists everything.`],
      ),
    ),
  )
}

/** Tells that Slack did not open a form. */
export function formNotOpened(): Message {
  return message(lines(['Slack did not open the form. Nothing was changed; please try again.']))
}

/** Answers when it is unknown if the database took it. */
export const unconfirmed =
  'I could not confirm that it worked. Send it again: it will not create a second one.'

/** Refuses people of other workspaces, the deactivated, and bots. */
export const notAColleague = 'Only people of this workspace can do that. Nothing was changed.'

/** Refuses all but declaring to somebody about whom Slack says nothing. */
export function cannotConfirm(command: string): string {
  return `Slack is not telling me who you are right now. Declaring still works: ${command} declare. Please try anything else again in a moment; nothing was changed.`
}

/** Refuses to ask somebody about whom Slack says nothing. */
export function cannotConfirmThem(user: string): string {
  return `Slack is not telling me who <@${user}> is right now. Nothing was changed; please try again in a moment.`
}

/** Refuses a bot, or somebody who left, as the one to be asked. */
export function nobodyReads(user: string): string {
  return `<@${user}> cannot be asked: nobody reads that account.`
}

/** Refuses turns for a guest. */
export function guestsTakeNoTurns(user: string): string {
  return `<@${user}> is a guest, and guests cannot be on call.`
}

/** Answers a button of an old or forged message. */
export const noSuchButton = 'That button no longer works. Nothing was changed.'

/** Answers "Declare it" of a question that was answered in another way, or a day ago. */
export const noLongerKept =
  'That question has been answered, or is more than a day old, so nothing was declared. If it is real, declare it again.'

/** Answers a payload that is not as Slack sends it. */
export const unreadable = 'I could not read what Slack sent me. Nothing was changed. Please try again.'

export function unknownSquad(squad: string, known: readonly string[]): string {
  return known.length === 0
    ? 'No squads are set up, so leave the squad out. Nothing was changed.'
    : `There is no squad "${saidBack(squad, 40)}". The squads: ${known.slice(0, 30).join(', ')}.`
}

export function unknownService(service: string, { services }: Pick<Words, 'services'>): string {
  const known = Object.keys(services)
  if (known.length === 0)
    return 'No services are set up: the policy names them under services. Nothing was changed.'
  const near = nearest(service, known)
  return `There is no service "${saidBack(service, 60)}". ${near === undefined ? `The services: ${known.slice(0, 30).join(', ')}.` : `Did you mean ${near}?`} Nothing was changed.`
}

export function noAlertGroup(number: number, { names }: Pick<Words, 'names'>): string {
  return `There is no group of alerts A${number}. ${names.command} alerts lists those that fire.`
}

/** Refuses `escalate` with an unknown squad; offers the command again with a known one and the same words. */
export function nobodyToEscalateTo(
  squad: string,
  reason: string,
  known: readonly string[],
  { names }: Words,
): string {
  const [first] = known
  const again = `${names.command} escalate ${first ?? 'im'} ${saidBack(reason, 250)}`.trimEnd()
  return first === undefined
    ? `Nobody was paged: no squads are set up. Try ${again}`
    : `Nobody was paged: there is no squad "${saidBack(squad, 40)}". The squads: ${known.slice(0, 30).join(', ')}. Try ${again}`
}

/** Refuses "Add to timeline" on a message that belongs to no incident. */
export const notOfAnIncident =
  'That message is in no incident’s room, so it cannot go on a timeline. Use it in the room.'

/** Refuses "Add to timeline" on a message without words or files, and on Slack's own lines such as "joined". */
export const noWordsToTell =
  'That message has no words and no files, so there is nothing to put on the timeline. Describe it in a note instead.'

/** Refuses "Add to timeline" on a message of Muster's own. */
export const oursIsTold =
  'I wrote that message, and what it is about is already on the timeline. Add your own words with a note.'

/** Refuses "Add to timeline" on a message whose words were taken away. */
export const erasedHere =
  'That message was erased from the record, so it cannot go on the timeline. Nothing was changed.'

/** Refuses "Post as update" on a message that could be about any incident. */
export const whichUpdate =
  'That message is in no incident’s room, so I cannot tell which incident it is about. Use it in the room.'

/** Refuses "When it began" on a message older than anything it could be about. */
export const noIncidentThen = 'No incident was open around the time of that message. Declare one first.'

/** Refuses a typed time that cannot be read. */
export function unreadableTime({ verb, rest }: { verb: string; rest: string }, { names }: Words): string {
  return `I cannot read "${saidBack(rest, 60)}" as a time. Try ${names.command} ${saidBack(verb, 20)} 09:40, yesterday 23:50, 2026-11-30 09:40, 20 min ago, or unknown.`
}

/** A remark in the form, for a message in a public channel: Muster may read its thread. */
export const fromMessage =
  'Unless you tick Private, its thread is copied into the record, and gets a reply that says where the work goes on.'

/** A remark in the form, for any other message. */
export const fromPrivateMessage =
  'Only the message you chose is copied; Muster reads nothing else there. It was said in private, so Private is ticked.'
