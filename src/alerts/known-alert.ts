/** An alert as far as is known of it: the set of what was said, and what follows from it. */
import { createHash } from 'node:crypto'
import type { AlertState } from './alert-group.ts'
import type { AlertLink } from './alert-link.ts'
import { type AlertMark, marksOf, withMarks } from './alert-mark.ts'
import { type Episode, episodesOf } from './episode.ts'
import type { OwnAlert } from './route.ts'
import type { AlertSeverity, Sighting } from './sighting.ts'

/** Alerts that Muster makes of a source itself are named so within it. */
const ownKeys: Record<OwnAlert, string> = { silent: 'muster:silent', unreadable: 'muster:unreadable' }

export interface KnownAlert {
  id: string
  source: string
  key: string
  state: AlertState
  title: string
  body: string
  severity: AlertSeverity
  labels: Record<string, string>
  links: AlertLink[]
  rule: string | null
  marks: AlertMark[]
  contentRank: string
  firstHeardAt: Date
  lastHeardAt: Date
  heard: number
  longestGap: number | null
  /** The last delivery that spoke of it. */
  delivery: string | null
}

/** A sighting, with how it came. */
export interface HeardAlert {
  source: string
  sighting: Sighting
  /** The first and the last time it came, and the number of times since it was last counted. */
  receivedAt: Date
  lastReceivedAt: Date
  times: number
  delivery: string | null
  /** Said of an alert only if it is known and not over. */
  ifOpen: boolean
}

export function alertId(source: string, key: string): string {
  return createHash('sha256').update(`${source}\n${key}`).digest('hex').slice(0, 20)
}

export function ownKey(own: OwnAlert): string {
  return ownKeys[own]
}

export function ownAlertWith(key: string): OwnAlert | null {
  if (key === ownKeys.silent) return 'silent'
  return key === ownKeys.unreadable ? 'unreadable' : null
}

/** The alert after one more word about it. Words may come in any order, and any number of times. */
export function afterHearing(known: KnownAlert | null, heard: HeardAlert): KnownAlert {
  const { source, sighting, receivedAt, lastReceivedAt, times, delivery } = heard
  const { key, title, body, severity, labels, links, rule } = sighting
  const contentRank = rankOf(sighting)
  const content = { title, body, severity, labels, links, rule, contentRank }
  const marks = withMarks(known?.marks ?? [], marksOf(sighting))
  const state = stateOf(episodesOf(marks))
  if (known === null) {
    const at = { firstHeardAt: receivedAt, lastHeardAt: lastReceivedAt }
    return {
      id: alertId(source, key),
      source,
      key,
      state,
      ...content,
      marks,
      ...at,
      heard: times,
      longestGap: null,
      delivery,
    }
  }
  const isLater = lastReceivedAt > known.lastHeardAt
  const gap = isLater && known.state !== 'resolved' ? +lastReceivedAt - +known.lastHeardAt : 0
  return {
    ...known,
    ...(contentRank > known.contentRank && content),
    state,
    marks,
    firstHeardAt: receivedAt < known.firstHeardAt ? receivedAt : known.firstHeardAt,
    lastHeardAt: isLater ? lastReceivedAt : known.lastHeardAt,
    heard: known.heard + times,
    longestGap: gap > 0 ? Math.max(gap, known.longestGap ?? 0) : known.longestGap,
    delivery: isLater ? delivery : known.delivery,
  }
}

export function stateOf(episodes: readonly Episode[]): 'firing' | 'resolved' {
  const last = episodes.at(-1)
  return last !== undefined && last.endsAt === null ? 'firing' : 'resolved'
}

/** Words of a firing are shown rather than those of an end, then the later episode's, then the later said. */
function rankOf({ state, startsAt, at, title, body }: Sighting): string {
  const time = (instant: Date) => String(+instant).padStart(15, '0')
  const same = createHash('sha256').update(`${title}\n${body}`).digest('hex').slice(0, 8)
  return [state === 'firing' ? 1 : 0, time(startsAt ?? at), time(at), same].join(':')
}
