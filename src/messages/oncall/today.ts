/** Tells who is on call today: one message a day in the tech channel, and its topic. */
import type { UserId } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, type Line, lines, mention, message, small, when } from '#words/blocks.ts'
import { cut } from '#words/user-text.ts'

export interface TodayTurn {
  readonly name: string
  /** People on call; empty without any. */
  readonly people: readonly UserId[]
  readonly next: { readonly user: UserId; readonly start: Date } | null
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
  return cut(`On call: ${words.join(' · ') || 'nobody'}`, longestTopic)
}

function line({ name, people, next, listed }: TodayTurn): Line {
  const who = people.flatMap((user, i): Line => (i === 0 ? [mention(user)] : [', ', mention(user)]))
  const after: Line = next ? [', until ', when(next.start, 'day'), ', then ', mention(next.user)] : []
  return [
    bold(`${name}: `),
    ...(who.length === 0 ? ['nobody'] : who),
    ...(listed && who.length > 0 ? [' (from the policy; nobody’s turn)'] : []),
    ...after,
  ]
}
