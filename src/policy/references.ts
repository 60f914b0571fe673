/** Names in one section of the policy that stand for something in another. Pure. */
import type { z } from 'zod'
import { nearest } from './nearest.ts'

interface Named {
  squads: Readonly<Record<string, unknown>>
  services: Readonly<Record<string, { squad: string | null }>>
}

/** A check of the whole policy: tells each name that stands for nothing, at its place. */
export function unknownReferences(policy: Named, context: z.core.$RefinementCtx): void {
  const squads = Object.keys(policy.squads)
  for (const [key, { squad }] of Object.entries(policy.services)) {
    if (squad !== null && !squads.includes(squad))
      context.addIssue({
        code: 'custom',
        path: ['services', key, 'squad'],
        message: isNone('squad', squads, nearest(squad, squads)),
      })
  }
}

/** `is no squad known here. Did you mean "payments"?` */
function isNone(kind: string, known: readonly string[], near: string | undefined): string {
  if (known.length === 0) return `is no ${kind} known here: add it under ${kind}s.`
  const advice =
    near === undefined ? `Known here: ${known.slice(0, 30).join(', ')}.` : `Did you mean "${near}"?`
  return `is no ${kind} known here. ${advice}`
}
