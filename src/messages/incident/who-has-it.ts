/** Tells what has become of a part in an incident, so that no message goes on saying what is no longer so. */
import type { Ended } from '#escalation/page-view.ts'
import type { Incident, Role, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { type Line, mention, when } from '#words/blocks.ts'
import { actorWords } from './actor-words.ts'

/** `Resolved at 03:48 by @Mira.` Null while it is open. */
export function ending({ status, resolvedAt, closedAt, mergedInto, endedBy }: Ended): Line | null {
  if (isOpen(status)) return null
  if (status === 'merged')
    return [mergedInto === null ? 'It is handled elsewhere.' : `It continues in #${mergedInto}.`]
  const at = resolvedAt ?? closedAt
  return [
    resolvedAt === null ? 'Cancelled' : 'Resolved',
    ...(at === null ? [] : [' at ', when(at, 'day')]),
    ...(endedBy === null ? [] : [' by ', actorWords(endedBy)]),
    '.',
  ]
}

/** `It is yours.`, `@Mira has it now.`, or how the incident ended. */
export function whoHasIt(incident: Incident, role: Role, reader: UserId): Line {
  const holder = incident.roles[role]
  const over = ending(incident)
  if (over !== null) return over
  if (holder === undefined) return ['Nobody has it at the moment.']
  return holder === reader ? ['It is yours.'] : [mention(holder), ' has it now.']
}
