/** Tells when people began and ceased to be affected, as far as somebody said it. */
import type { Incident } from '#incidents/incident.ts'
import { bold, type Line, when } from '#words/blocks.ts'
import { span } from '#words/length.ts'

/** A line for each of the two that somebody said. */
export function impactTimes(incident: Pick<Incident, 'impactStart' | 'impactEnd' | 'declaredAt'>): Line[] {
  return [
    ...(incident.impactStart === null ? [] : [impactBegan(incident)]),
    ...(incident.impactEnd === null ? [] : [impactEnded(incident)]),
  ]
}

/** `Impact began: 09:40, 12 min before it was declared`. */
export function impactBegan({ impactStart, declaredAt }: Pick<Incident, 'impactStart' | 'declaredAt'>): Line {
  if (impactStart === null) return [bold('Impact began: '), 'not known']
  const [first, last, order] =
    impactStart < declaredAt ? [impactStart, declaredAt, 'before'] : [declaredAt, impactStart, 'after']
  return [bold('Impact began: '), when(impactStart, 'day'), `, ${span(first, last)} ${order} it was declared`]
}

/** `Impact ended: 10:30, after 50 min`. */
export function impactEnded({ impactStart, impactEnd }: Pick<Incident, 'impactStart' | 'impactEnd'>): Line {
  if (impactEnd === null) return [bold('Impact ended: '), 'not known']
  return [
    bold('Impact ended: '),
    when(impactEnd, 'day'),
    impactStart === null ? '' : `, after ${span(impactStart, impactEnd)}`,
  ]
}
