/** The one direct message that carries all the pages a person has. */
import { isRole } from '#incidents/incident.ts'
import { actorWords } from '../incident/actor-words.ts'
import type { Message } from '#words/message.ts'
import {
  bold,
  button,
  buttons,
  channel,
  type Line,
  lines,
  linkButton,
  mention,
  message,
  type Piece,
  row,
  when,
} from '#words/blocks.ts'
import type { PageView } from '#escalation/page-view.ts'
import { rank } from '#escalation/severity-rank.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { channelUrl, type WorkspaceAddress } from '#people/workspace-address.ts'
import { heading } from '../incident/heading.ts'
import { inline } from '#words/user-text.ts'
import { titled } from '#incidents/title.ts'
import { roleName, severityWords, type Words } from '#incidents/words.ts'

export interface PageContext {
  words: Words
  /** Our workspace, for links into it. */
  workspace?: WorkspaceAddress | null
}

/** Counts of pages shown in full, then in a line each, so that a storm still fits one message. */
const inFull = 8
const inShort = 18

/** Shows pending pages first, the most severe and oldest on top; answered ones take a line each, without buttons. */
export function pageMessage(
  pages: readonly PageView[],
  now: PageContext,
  { newerBelow = false }: { newerBelow?: boolean } = {},
): Message {
  const pending = pages
    .filter(isWaitedFor)
    .sort((a, b) => rank(a, now) - rank(b, now) || a.at.getTime() - b.at.getTime())
  const answered = pages.filter((page) => !isWaitedFor(page)).slice(-8)
  const unseen = pending.length - inFull - inShort
  return message(
    ...pending.slice(0, inFull).flatMap((page) => whole(page, now)),
    ...pending.slice(inFull, inFull + inShort).map((page) => short(page)),
    unseen > 0 && lines([`And ${unseen} more: ${now.words.names.command} list shows them all.`]),
    answered.length > 0 && lines(...answered.map(settled)),
    newerBelow && pending.length > 0 && lines(['A newer page is below.']),
    pages.length === 0 && lines(['Nothing is waiting for you.']),
  )
}

function whole(page: PageView, { words, workspace = null }: PageContext): Piece[] {
  const { roomChannel } = page
  return [
    heading({ number: page.incident, title: page.title }),
    lines(
      page.private && [bold('Private: '), 'please talk about it only in its room.'],
      [
        bold(severityWords(page.severity, words)),
        ', since ',
        when(page.since, 'day'),
        ...(roomChannel ? [', in ', channel(roomChannel)] : []),
      ],
      [because(page, words)],
      !!page.reason && [...(page.askedBy ? [actorWords(page.askedBy), ': '] : []), inline(page.reason, 500)],
      page.climbsAt !== null && [
        `Unanswered, ${isRole(page.role) ? 'it goes to the next person' : 'the room is told'} at `,
        when(page.climbsAt),
        '.',
      ],
    ),
    buttons(
      button('Acknowledge', 'page.acknowledge', page.id, 'primary'),
      button("I can't", 'page.decline', page.id),
      ...(roomChannel ? [linkButton('Open room', 'page.open-room', channelUrl(workspace, roomChannel))] : []),
    ),
  ]
}

/** Who is on call is told that; everybody else why it comes to them. */
function because({ role, why }: PageView, words: Words): string {
  const said = inline(why, 200)
  if (isRole(role) && said.startsWith(`you are on call as ${roleName(role, words)} `))
    return `Y${said.slice(1)}.`
  return `You are paged${isRole(role) ? ` as ${roleName(role, words)}` : ''} because ${said}.`
}

function short(page: PageView): Piece {
  return row(
    `${titled({ number: page.incident, title: page.title })}${page.severity ? ` · ${page.severity}` : ''}`,
    button('Acknowledge', 'page.acknowledge', page.id),
  )
}

function settled(page: PageView): Line {
  return [
    `${titled({ number: page.incident, title: page.title })}: ${ending(page)}`,
    ...(page.by ? [' ', mention(page.by)] : []),
    ...(page.roomChannel && page.status === 'acknowledged' ? [' ', channel(page.roomChannel)] : []),
  ]
}

function ending({ status, by, role, unreached = false }: PageView): string {
  const then = isRole(role) ? 'the next person is paged' : 'the room is told'
  switch (status) {
    case 'acknowledged':
      return by ? 'answered by' : 'you have it.'
    case 'declined':
      return `you could not; ${then}.`
    case 'timed out':
      return unreached ? `this could not be delivered in time; ${then}.` : `unanswered; ${then}.`
    case 'cancelled':
      return by ? 'no longer needed, thanks to' : 'no longer needed.'
    case 'queued':
    case 'sent':
      return 'waiting.'
  }
}
