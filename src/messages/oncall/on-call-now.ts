/** Tells who is on call now, until when, and who is next. */
import type { Range } from '#time.ts'
import type { Cover, Rota } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import { bold, type Line, lines, mention, message, when } from '#words/blocks.ts'
import type { Words } from '#incidents/words.ts'
import { hoursWords } from '#oncall/turn-words.ts'

/** One rota at this moment. */
export interface TurnView {
  readonly rota: Pick<Rota, 'id' | 'name' | 'hours' | 'holidays'>
  readonly current: (Range & { readonly user: string; readonly cover: Cover | null }) | null
  /** The next turn; its `start` is the hand-over. */
  readonly next: (Range & { readonly user: string }) | null
  /** The second person on call, and those who learn. */
  readonly second?: string | null
  readonly shadows?: readonly string[]
  /** True while nobody is meant to be on call. */
  readonly quiet: boolean
  /** People the policy names, while the rota has nobody. */
  readonly standIns: readonly string[]
  /** The next time in which nobody is on call. */
  readonly gap: Range | null
}

export function onCallNow(turns: readonly TurnView[], words: Words): Message {
  return message(
    lines([bold('On call now')], ...turnLines(turns, words)),
    lines([
      `When is it my turn? ${words.names.oncall} schedule. Everything else: ${words.names.oncall} help.`,
    ]),
  )
}

/** Writes a line for each rota, and one below them about the policy's people. */
export function turnLines(turns: readonly TurnView[], { names }: Words): Line[] {
  const all = turns.slice(0, 30)
  const empty = all.filter(({ current, standIns }) => current === null && standIns.length > 0)
  return [
    ...all.flatMap((turn) => [now(turn), ...warning(turn)]),
    ...(turns.length > all.length
      ? [[`And ${turns.length - all.length} more: ${names.oncall} schedule shows each.`]]
      : []),
    ...(empty.length === 0 ? [] : [standing(empty, empty.length === turns.length, names.oncall)]),
  ]
}

function standing(empty: readonly TurnView[], every: boolean, command: string): Line {
  const rotas = empty.map(({ rota }) => rota.name).join(', ')
  return [
    every ? 'The rotas are empty' : `Nobody is on call now as ${rotas}`,
    `, so the policy’s people are asked. ${command} join puts you in.`,
  ]
}

function now({ rota, current, next, quiet, standIns, second = null, shadows = [] }: TurnView): Line {
  const name = bold(`${rota.name}: `)
  if (quiet) return [name, `nobody now, as planned (${hoursWords(rota)})`, ...after(next)]
  if (current === null) return [name, ...people(standIns), ...after(next)]
  return [
    name,
    mention(current.user),
    ...instead(current.cover),
    ' until ',
    when(current.end, 'day'),
    ...(next === null ? [] : [', then ', mention(next.user)]),
    ...(second === null ? [] : ['; second: ', mention(second)]),
    ...(shadows.length === 0 ? [] : ['; learning along: ', ...people(shadows.slice(0, 5))]),
  ]
}

function instead(cover: Cover | null): Line {
  if (cover === null) return []
  return cover.kind === 'cover'
    ? [', standing in for ', mention(cover.by), ',']
    : [', as decided by ', mention(cover.by), ',']
}

function people(standIns: readonly string[]): Line {
  if (standIns.length === 0) return ['nobody']
  return standIns.flatMap((user, index): Line => (index === 0 ? [mention(user)] : [', ', mention(user)]))
}

function after(next: TurnView['next']): Line {
  return next === null ? [] : ['; ', mention(next.user), ' from ', when(next.start, 'day')]
}

/** Warns of a coming gap; the rota's own line tells of a present one. */
function warning({ current, gap, quiet }: TurnView): Line[] {
  if (gap === null || (current === null && !quiet)) return []
  return [['⚠ Nobody from ', when(gap.start, 'day'), ' to ', when(gap.end, 'day'), '.']]
}
