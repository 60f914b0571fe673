/** Says what it would change that somebody is added to a rota, before it is done. */
import type { UserId } from '#incidents/incident.ts'
import type { Addition } from '#oncall/turns/addition.ts'
import type { Clash } from '#oncall/turns/clash.ts'
import { bold, type Line, mention, when } from '#words/blocks.ts'

export function additionLines(
  { rota, moved, turns, every }: Addition,
  user: UserId,
  clashes: readonly Clash[],
): Line[] {
  const [first] = turns
  const { before, after } = every
  return [
    [mention(user), ` would take turns as ${rota.name}.`],
    moved.length === 0
      ? ['No turn that is given out changes hands.']
      : ['The rota is new, so turns given out change hands. Whoever has one within two days is told.'],
    ...(first === undefined ? [] : [['Their first turn begins about ', when(first.start, 'day'), '.']]),
    ...(after > before
      ? [[`Everybody’s turn comes about every ${after} days; now it is every ${before}.`]]
      : []),
    ...clashes.slice(0, 3).map((clash) => clashLine(user, clash)),
  ]
}

/** Warns that one person would hold two rotas at once. */
export function clashLine(user: UserId, { rota, start, end }: Clash): Line {
  const hours = [when(start, 'day'), ' to ', when(end, 'day'), '.']
  return [bold('⚠ '), mention(user), ` is on call as ${rota} as well, from `, ...hours]
}
