/** The one direct message that carries all the pages a person has. */
import { isRole } from '#incidents/incident.ts'
import { actorWords } from '../incident/actor-words.ts'
import type { Message } from '#words/message.ts'
import {
  bold,
  button,
  buttons,
  channel,
  header,
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
import { alertButtons, alertPage, alertStanding } from './alert-page.ts'
import { pageName } from './page-line.ts'
import { isAlertGroup, subjectName } from '#escalation/subject.ts'
import { channelUrl, type WorkspaceAddress } from '#people/workspace-address.ts'
import { peopleNamed } from '../incident/people-named.ts'
import { ending } from '../incident/who-has-it.ts'
import { inline } from '#words/user-text.ts'
import { severityWords, type Words } from '#incidents/words.ts'
import { whyPaged } from './why-paged.ts'

export interface PageContext {
  words: Words
  /** Our workspace, for links into it. */
  workspace?: WorkspaceAddress | null
}

/** Counts of pages shown in full, then in a line each, so that a storm still fits one message. */
const inFull = 8
const inShort = 18
/** The most pages over that keep their buttons. */
const waysIn = 3

/** Shows pending pages first, the most severe and oldest on top; those that are over take a line each. */
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
    ...settled(answered, now, pending.length <= inFull),
    newerBelow && pending.length > 0 && lines(['A newer page is below.']),
    pages.length === 0 && lines(['Nothing is waiting for you.']),
  )
}

function whole(page: PageView, { words, workspace = null }: PageContext): Piece[] {
  const { roomChannel, alerts } = page
  if (alerts) return alertPage(page, alerts, words)
  return [
    header(pageName(page, 150 - subjectName(page.subject).length - 1)),
    lines(
      page.private && [bold('Private: '), 'please talk about it only in its room.'],
      [
        bold(severityWords(page.severity, words)),
        ', since ',
        when(page.since, 'day'),
        ...(roomChannel ? [', in ', channel(roomChannel)] : []),
      ],
      [whyPaged(page, words, 200)],
      !!page.reason && [...(page.askedBy ? [actorWords(page.askedBy), ': '] : []), inline(page.reason, 500)],
      page.climbsAt !== null && ['Unanswered, ', ...onwards(page), ' at ', when(page.climbsAt), '.'],
    ),
    buttons(
      button('Acknowledge', 'page.acknowledge', page.id, 'primary'),
      button("I can't", 'page.decline', page.id),
      ...(roomChannel ? [linkButton('Open room', 'page.open-room', channelUrl(workspace, roomChannel))] : []),
    ),
  ]
}

/** Alerts have no room that could be told. */
function onwards({ subject, role, next = null }: PageView): Line {
  if (!isRole(role)) return ['the room is told']
  if (next === null) return ['it goes on']
  if (next.length > 0) return ['it goes to ', ...peopleNamed(next)]
  return [isAlertGroup(subject) ? 'nobody is left to be paged' : 'the room is told that nobody came']
}

function short(page: PageView): Piece {
  return row(
    `${pageName(page)}${page.severity ? ` · ${page.severity}` : ''}`,
    button('Acknowledge', 'page.acknowledge', page.id),
  )
}

/** Pages that are over: a line each, and the way in for those who may still come. */
function settled(pages: readonly PageView[], { workspace = null }: PageContext, roomy: boolean): Piece[] {
  const open = roomy ? pages.filter(mayStillCome).slice(-waysIn) : []
  const others = pages.filter((page) => !open.includes(page))
  return [
    ...(others.length > 0 ? [lines(...others.map(settledLine))] : []),
    ...open.flatMap((page) => [
      lines(settledLine(page)),
      page.alerts
        ? alertButtons(page)
        : buttons(
            ...(page.roomChannel
              ? [linkButton('Open room', 'page.open-room', channelUrl(workspace, page.roomChannel))]
              : []),
            button("I'm here now", 'page.here', page.id),
          ),
    ]),
  ]
}

function mayStillCome({ status, ended, holder, user, alerts }: PageView): boolean {
  if (alerts) return alerts.over === null && holder === user && status === 'acknowledged'
  return status !== 'acknowledged' && !ended && (holder === undefined || holder === null || holder !== user)
}

function settledLine(page: PageView): Line {
  const { roomChannel, status, ended } = page
  const shown = roomChannel && (status === 'acknowledged' || ended)
  if (page.alerts) return [`${pageName(page)}: `, ...alertStanding(page, page.alerts)]
  return [
    `${pageName(page)}: `,
    ...((ended && ending(ended)) || standing(page)),
    ...(shown ? [' ', channel(roomChannel)] : []),
  ]
}

/** Tells the fate of the page, and who has it now. */
function standing(page: PageView): Line {
  const { status, by, holder, user, role, unreached = false } = page
  if (isRole(role) && holder !== undefined && holder !== null && holder === user) return [yours(role)]
  const has: Line =
    isRole(role) && holder
      ? [mention(holder), ' has it now.']
      : isRole(role)
        ? passedTo(page)
        : ['the room is told.']
  switch (status) {
    case 'acknowledged':
      if (holder) return has
      if (by) return ['answered by ', mention(by)]
      if (!isRole(role)) return ['you answered.']
      return [holder === null ? 'nobody has it at the moment.' : yours(role)]
    case 'declined':
      return ['you could not; ', ...has]
    case 'timed out':
      return [unreached ? 'this could not be delivered in time; ' : 'unanswered; ', ...has]
    case 'cancelled':
      if (holder) return ['no longer needed; ', ...has]
      return by ? ['no longer needed, thanks to ', mention(by)] : ['no longer needed.']
    case 'queued':
    case 'sent':
      return ['waiting.']
  }
}

/** Only the one who leads has it. */
function yours(role: PageView['role']): string {
  return role === 'geoc' ? 'you have it.' : 'you are in. Thank you!'
}

function passedTo({ climbing = false, next = null }: PageView): Line {
  if (!climbing) return ['nobody has it yet.']
  if (next === null) return ['it goes on.']
  return next.length > 0 ? ['next: ', ...peopleNamed(next), '.'] : ['others are still asked.']
}
