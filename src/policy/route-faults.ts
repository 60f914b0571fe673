/** Faults of routes that need the rest of the policy: a source or a service that is not there, a route that is never reached. */
import type { z } from 'zod'
import { nearest } from './nearest.ts'
import type { AlertRoute } from './routes.ts'

interface Named {
  sources: Record<string, unknown>
  services?: Record<string, unknown>
  routes: AlertRoute[]
}

export function checkRoutes({ sources, services = {}, routes }: Named, context: z.RefinementCtx): void {
  for (const [n, { when }] of routes.entries()) {
    const fault = (fact: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['routes', n, 'when', fact], message })
    for (const [fact, known] of [
      ['source', sources],
      ['service', services],
    ] as const) {
      const said = when[fact]
      // A label of an alert may name a service that the policy does not have.
      if (said === undefined || said.includes('*') || Object.hasOwn(known, said)) continue
      const near = nearest(said, Object.keys(known))
      if (fact === 'source') fault(fact, `names no source of this policy${meant(near, Object.keys(known))}`)
      else if (near !== undefined) fault(fact, `names no service of this policy${meant(near, [])}`)
    }
    const earlier = routes.slice(0, n).findIndex((one) => covers(one, { when }))
    if (earlier >= 0)
      context.addIssue({
        code: 'custom',
        path: ['routes', n],
        message: `is never reached: routes[${earlier}] matches all that it would`,
      })
  }
}

function meant(near: string | undefined, known: readonly string[]): string {
  if (near !== undefined) return `. Did you mean "${near}"?`
  return known.length > 0 ? `. Known here: ${known.join(', ')}.` : '. There are none.'
}

/** True when whatever the second matches, the first matches too. */
function covers(first: Pick<AlertRoute, 'when'>, second: Pick<AlertRoute, 'when'>): boolean {
  return Object.entries(first.when).every(([name, pattern]) => {
    const other = second.when[name]
    return other !== undefined && (pattern === other || pattern === '*')
  })
}
