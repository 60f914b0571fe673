/** A source's word about an alert, in our shape: short, clean, and from one clock. */
import { saneLinks, type AlertLink } from './alert-link.ts'
import { cleanWords } from './clean-words.ts'

/** The worst first. */
export const alertSeverities = ['critical', 'error', 'warning', 'info'] as const
export type AlertSeverity = (typeof alertSeverities)[number]

/** One word of a source: this is firing, or it is resolved. */
export interface Sighting {
  /** The name of the alert within its source. */
  key: string
  state: 'firing' | 'resolved'
  title: string
  body: string
  severity: AlertSeverity
  labels: Record<string, string>
  links: AlertLink[]
  /** The rule of the source by which it fired: `alertname`, a monitor, an alarm. */
  rule: string | null
  /** The time it was said, by one clock for all words of the source. */
  at: Date
  /** The start of the episode, where the source names it in each of its words. */
  startsAt: Date | null
  endsAt: Date | null
}

/** The longest of each, in UTF-16 units; labels and links by their number. */
const most = { key: 255, title: 200, body: 2_000, rule: 200, labels: 64, name: 100, value: 300 }

/** Labels that are kept first when there are too many. */
const first = ['severity', 'service', 'alertname', 'team', 'env', 'environment', 'cluster', 'namespace']

/** Cuts what is too long and cleans what is shown. The same word always gives the same result. */
export function tidySighting(said: Sighting): Sighting {
  const rule = said.rule === null ? '' : cleanWords(said.rule, most.rule)
  return {
    ...said,
    key: said.key.length > most.key ? said.key.slice(0, most.key) : said.key,
    title: cleanWords(said.title, most.title) || 'An alert without a title',
    body: cleanWords(said.body, most.body, 'lines'),
    labels: tidyLabels(said.labels),
    links: saneLinks(said.links),
    rule: rule || null,
  }
}

function tidyLabels(labels: Record<string, string>): Record<string, string> {
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length)
  const kept = Object.entries(labels)
    .filter(([name, value]) => name !== '' && value !== '')
    .toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .slice(0, most.labels)
    .map(([name, value]) => [cleanWords(name, most.name), cleanWords(value, most.value)] as const)
  return Object.fromEntries(kept)
}

/** The worse of two. */
export function worse(a: AlertSeverity, b: AlertSeverity): AlertSeverity {
  return alertSeverities.indexOf(a) <= alertSeverities.indexOf(b) ? a : b
}
