import { severities as known } from '#incidents/incident.ts'
import type { ServiceWords, Words } from '#incidents/words.ts'
import { callingIm } from '#policy/calls-im.ts'
import type { Policy } from '#policy/policy.ts'
import { promisedIn } from '#reminders/update-due.ts'

/** Takes from the policy the words that messages need. */
export function wordsOf({ names, severities, links, contact, services }: Policy): Words {
  const { default: _, ...each } = severities
  const meanings = {
    P1: each.P1.means,
    P2: each.P2.means,
    P3: each.P3.means,
    P4: each.P4.means,
    P5: each.P5.means,
  }
  return {
    names,
    severities: meanings,
    ...promisedIn({ severities }),
    callsIm: callingIm(severities),
    links,
    services: servicesInWords(services),
    contact,
  }
}

function servicesInWords(services: Policy['services']): Record<string, ServiceWords> {
  return Object.fromEntries(
    Object.entries(services).map(([key, { name, squad, tier, links }]) => [
      key,
      { name: name ?? key, squad, usually: tier === null ? null : (known[tier - 1] ?? null), links },
    ]),
  )
}
