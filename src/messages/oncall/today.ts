/** Tells who is on call today: one message a day in the tech channel, and its topic. */
import type { UserId } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, type Line, lines, mention, message, small, when } from '#words/blocks.ts'
import { cut } from '#words/user-text.ts'

export interface TodayTurn {
  readonly name: string
  /** People on call; empty without any. */
  readonly people: readonly UserId[]
  /** The end of their time. */
  readonly until: Date | null
  readonly next: { readonly user: UserId; readonly start: Date } | null
  /** The second person on call. */
  readonly second?: UserId | null
  /** The rota's hours in words, while nobody is meant to be on call; else null. */
  readonly quiet: string | null
  /** True when the rota has nobody and these people come from the policy. */
  readonly listed: boolean
}

const longestTopic = 250

export function today(turns: readonly TodayTurn[], problems: readonly string[]): Message {
  return message(lines([bold('On call today')], ...turns.map(line)), ...problems.map((words) => small(words)))
}

export function topicToday(turns: readonly TodayTurn[], nameOf: (user: UserId) => string): string {
  const words = turns
    .filter(({ people }) => people.length > 0)
    .map(({ name, people }) => `${name} ${people.map(nameOf).join(', ')}`)
  return cut(`On call: ${words.length === 0 ? 'nobody now' : words.join(' · ')}`, longestTopic)
}

function line({ name, people, until, next, quiet, listed, second = null }: TodayTurn): Line {
  const who = people.flatMap((user, i): Line => (i === 0 ? [mention(user)] : [', ', mention(user)]))
  if (quiet !== null && people.length === 0) {
    const then: Line = next ? [', then ', mention(next.user), ' from ', when(next.start, 'day')] : []
    return [bold(`${name}: `), `nobody now, as planned (${quiet})`, ...then]
  }
  const later: Line = next && until && until < next.start ? [' from ', when(next.start, 'day')] : []
  const after: Line = next
    ? [
        ', until ',
        when(later.length > 0 && until ? until : next.start, 'day'),
        ', then ',
        mention(next.user),
        ...later,
      ]
    : []
  return [
    bold(`${name}: `),
    ...(who.length === 0 ? ['nobody'] : who),
    ...(listed && who.length > 0 ? [' (from the policy; nobody’s turn)'] : []),
    ...after,
    ...(second === null ? [] : ['; second: ', mention(second)]),
  ]
}
