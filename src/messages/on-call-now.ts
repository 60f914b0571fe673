/** Who is on call now, until when and who is next, for whoever asks. */
import type { Range } from '#oncall/range.ts'
import type { Cover, Rota } from '#oncall/rota.ts'
import type { Message } from '#projection/slot.ts'
import { bold, type Line, lines, mention, message, when } from './blocks.ts'
import type { Words } from './words.ts'

/** One rota, now. */
export interface TurnView {
  readonly rota: Pick<Rota, 'id' | 'name'>
  readonly current: (Range & { readonly user: string; readonly cover: Cover | null }) | null
  /** Its `start` is the hand-over. */
  readonly next: (Range & { readonly user: string }) | null
  /** Whom the policy names, while the rota has nobody. */
  readonly standIns: readonly string[]
  /** The next time nobody will be on call. */
  readonly gap: Range | null
}

export function onCallNow(turns: readonly TurnView[], words: Words): Message {
  return message(
    lines([bold('On call now')], ...turnLines(turns)),
    lines([
      `When is it my turn? ${words.names.oncall} schedule. Everything else: ${words.names.oncall} help.`,
    ]),
  )
}

export function turnLines(turns: readonly TurnView[]): Line[] {
  return turns.slice(0, 30).flatMap((turn) => [now(turn), ...warning(turn)])
}

function now({ rota, current, next, standIns }: TurnView): Line {
  const name = bold(`${rota.name}: `)
  if (current === null) return [name, ...standing(standIns), ...after(next)]
  return [
    name,
    mention(current.user),
    ...instead(current.cover),
    ' until ',
    when(current.end, 'day'),
    ...(next === null ? [] : [', then ', mention(next.user)]),
  ]
}

function instead(cover: Cover | null): Line {
  if (cover === null) return []
  return cover.kind === 'cover'
    ? [', standing in for ', mention(cover.by), ',']
    : [', as decided by ', mention(cover.by), ',']
}

function standing(standIns: readonly string[]): Line {
  if (standIns.length === 0) return ['nobody']
  return [
    ...standIns.flatMap((user, index): Line => (index === 0 ? [mention(user)] : [', ', mention(user)])),
    ', since nobody is in the rota now',
  ]
}

function after(next: TurnView['next']): Line {
  return next === null ? [] : ['; ', mention(next.user), ' from ', when(next.start, 'day')]
}

/** A gap of now is said by the line itself. */
function warning({ current, gap }: TurnView): Line[] {
  if (gap === null || current === null) return []
  return [['⚠ Nobody from ', when(gap.start, 'day'), ' to ', when(gap.end, 'day'), '.']]
}
