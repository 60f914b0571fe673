/** Tells which services an incident is about, with their dashboards and runbooks one click away. */
import type { Incident } from '#incidents/incident.ts'
import { serviceName, usualSeverity, type Words } from '#incidents/words.ts'
import { bold, type Line, link } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'

/** More services or links than these would push what is being done off the screen. */
const most = { services: 4, links: 5 }

/** A line for each: `Service: Checkout · Dashboard · Runbook`. While nobody has said a severity, the usual one stands there. */
export function serviceLines(
  { services, severity }: Pick<Incident, 'services' | 'severity'>,
  words: Words,
): Line[] {
  const shown = services.slice(0, most.services).map((key): Line => {
    const usual = severity === null ? usualSeverity([key], words) : null
    const links = Object.hasOwn(words.services, key) ? (words.services[key]?.links ?? []) : []
    return [
      bold('Service: '),
      inline(serviceName(key, words), 80),
      usual === null ? '' : `, usually ${usual}`,
      ...links.slice(0, most.links).flatMap(({ title, url }): Line => [' · ', link(url, inline(title, 60))]),
    ]
  })
  const more = services.length - shown.length
  return more > 0 ? [...shown, [`and ${more} more`]] : shown
}

/** `Checkout, Search and 2 more`. */
export function serviceNames(keys: readonly string[], words: Pick<Words, 'services'>): string {
  const shown = keys.slice(0, most.services).map((key) => inline(serviceName(key, words), 80))
  const more = keys.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
