/** Tells people once that somebody else's act has changed their turns. */
import type { UserId } from '#incidents/incident.ts'
import type { TimeChange, Notice } from '#oncall/notice.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import { bold, type Line, lines, mention, message, type Part, small, when } from '#words/blocks.ts'
import type { Words } from '#incidents/words.ts'
import { meantIn } from '#oncall/turns/meant.ts'
import { hoursWords } from '#oncall/turn-words.ts'

const longestList = 12

export function turnsMoved(rota: Rota, { deed, by, changes, reason: why }: Notice): Message {
  const hours = hoursWords(rota)
  return message(
    lines(
      [bold(`${rota.name}: `), ...reason(deed, by)],
      why !== undefined && ['They say: ', why],
      deed === 'settings' &&
        hours !== null && [
          `Somebody is meant to be on call ${hours} (${rota.timeZone}); at other times nobody is.`,
        ],
      ...changes.slice(0, longestList).map((change) => line(change, rota)),
    ),
    changes.length > longestList && small(`And ${changes.length - longestList} more.`),
  )
}

/** Tells the tech channel that somebody has left the company. */
export function departed(rota: Rota, { by, changes }: Notice): Message {
  return message(
    lines(
      [
        bold(`${rota.name}: `),
        person(by),
        ' has left. ',
        changes.length === 0 ? 'No turn was theirs.' : 'Their turns:',
      ],
      ...changes
        .slice(0, longestList)
        .map((each): Line => [...span(each), ': ', each.other === null ? 'nobody yet' : mention(each.other)]),
    ),
    changes.length > longestList && small(`And ${changes.length - longestList} more.`),
  )
}

/** Welcomes a person who has just joined. */
export function welcomeToRota(
  rota: Rota,
  { first, words }: { first: { start: Date } | null; words: Words },
): Message {
  const { oncall } = words.names
  return message(
    lines(
      [bold(`You are in the rota ${rota.name}.`)],
      ['When it is your turn, incidents page you here, and a reminder comes the day before.'],
      first
        ? ['Your first turn begins ', when(first.start, 'day'), '.']
        : [`Your first turn comes after the ${rota.publishedDays} days that are given out already.`],
      [
        `Try it now: ${oncall} test pages only you. ${oncall} away, cover and swap change your turns; ${oncall} leave ends them.`,
      ],
    ),
  )
}

/** Names what somebody did, and says why in their words. */
export function deedWords({ deed, by, reason: why }: Pick<Notice, 'deed' | 'by' | 'reason'>): Line[] {
  return [reason(deed, by), ...(why === undefined ? [] : [['They say: ', why]])]
}

function reason(deed: Notice['deed'], by: UserId | null): Line {
  const who = person(by)
  switch (deed) {
    case 'join':
      return [who, ' has joined.']
    case 'leave':
      return [who, ' has left the rota.']
    case 'add':
      return [who, ' has added somebody.']
    case 'remove':
      return [who, ' has taken somebody out of the rota.']
    case 'away':
      return [who, ' is away.']
    case 'back':
      return [who, ' is back.']
    case 'cover':
      return [who, ' takes your time. Thank them!']
    case 'swap':
      return [who, ' accepted your swap.']
    case 'override':
      return [who, ' has changed who is on call.']
    case 'undo':
      return [who, ' has undone what somebody outside the rota changed.']
    case 'departed':
      return [who, ' has left.']
    case 'settings':
      return ['the policy has changed how turns are made.']
  }
}

function line(change: TimeChange, rota: Rota): Line {
  const { yours, other, rota: elsewhere } = change
  const where = elsewhere === undefined ? '' : `${elsewhere}: `
  if (yours) return [bold(`${where}Yours now: `), ...span(change)]
  const quiet = other === null && elsewhere === undefined && meantIn(rota, change).length === 0
  const now: Line = quiet ? [', now quiet'] : other === null ? [] : [', now ', mention(other)]
  return [`${where}No longer yours: `, ...span(change), ...now]
}

function span({ start, end }: TimeChange): Line {
  return [when(start, 'day'), ' to ', when(end, 'day')]
}

function person(user: UserId | null): string | Part {
  return user === null ? 'Somebody' : mention(user)
}
