/** Times of maintenance, in which alerts are kept and shown but page nobody. Pure. */
import { Refusal } from '#errors.ts'
import { matchesLabels } from '#policy/label-match.ts'
import { day } from '#time.ts'

export interface QuietWindow {
  id: number
  /** A service's key; null where labels say what it is about. */
  service: string | null
  match: Record<string, string>
  from: Date
  /** Its end; earlier than first said where somebody ended it. */
  to: Date
  by: string
  why: string
  endedBy: string | null
}

export type QuietWish = Pick<QuietWindow, 'service' | 'match' | 'from' | 'to' | 'why'>

/** The part of an alert that a window looks at. */
export interface Quietable {
  service: string | null
  labels: Readonly<Record<string, string>>
}

const longest = 30 * day

/** The wish with a start that is not past. Throws a Refusal for times or words that make no window. */
export function quietWindow(wish: QuietWish, now: Date): QuietWish {
  const from = wish.from < now ? now : wish.from
  const why = wish.why.trim()
  if (why === '') throw new Refusal('Say why, so that whoever wonders can read it.', 'why')
  if (wish.to <= from) throw new Refusal('That end is past, or before the start. Nothing was changed.', 'to')
  if (+wish.to - +from > longest) throw new Refusal('That is longer than 30 days. Nothing was changed.', 'to')
  if (wish.service === null && Object.keys(wish.match).length === 0)
    throw new Refusal('Say for which service, or for which labels. Nothing was changed.', 'service')
  return { ...wish, from, why: why.slice(0, 500) }
}

export function isQuietNow({ from, to }: Pick<QuietWindow, 'from' | 'to'>, now: Date): boolean {
  return from <= now && now < to
}

/** True where the window speaks of this alert. */
export function isAbout(
  { service, match }: Pick<QuietWindow, 'service' | 'match'>,
  alert: Quietable,
): boolean {
  if (service !== null) return alert.service === service
  const facts = { ...alert.labels, ...(alert.service !== null && { service: alert.service }) }
  return matchesLabels(match, facts)
}

/** The window that lasts longest of those that together cover every alert; null where one alert is not covered. */
export function quietedBy(
  windows: readonly QuietWindow[],
  alerts: readonly Quietable[],
  now: Date,
): QuietWindow | null {
  const open = windows.filter((one) => isQuietNow(one, now))
  const covering = alerts.map((alert) => open.filter((one) => isAbout(one, alert)))
  if (alerts.length === 0 || covering.some((found) => found.length === 0)) return null
  return covering.flat().toSorted((a, b) => +b.to - +a.to)[0] ?? null
}
