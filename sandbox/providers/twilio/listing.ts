/** Lists as Twilio gives them: the newest first, filtered, in pages. */
import { twilioRefusal } from './refusals.ts'

interface Listed {
  to: string
  from: string
  status: string
  createdAt: Date
}

/**
 * `dated`: the name of the filter by date, and the date it means. What has none yet, such as a call that still waits in the queue,
 * is in no list of a date.
 */
export function listed<T extends Listed>(
  all: readonly T[],
  query: URLSearchParams,
  dated: { name: string; of: (one: T) => Date | null },
): { found: T[]; page: number; size: number; more: boolean } {
  const names = ['To', 'From', 'Status', 'PageSize', 'Page', 'PageToken']
  const dates = [dated.name, `${dated.name}<`, `${dated.name}>`]
  for (const key of query.keys()) if (![...names, ...dates].includes(key)) throw twilioRefusal(20001)
  const [to, from, status] = [query.get('To'), query.get('From'), query.get('Status')]
  const matching = all.filter(
    (one) =>
      (to ?? one.to) === one.to &&
      (from ?? one.from) === one.from &&
      (status ?? one.status) === one.status &&
      dates.every((name) => isWithin(dated.of(one), name.at(-1) ?? '', query.get(name))),
  )
  const size = Number(query.get('PageSize') ?? 50)
  const page = Number(query.get('Page') ?? 0)
  if (!(size >= 1 && size <= 1000) || !(page >= 0)) throw twilioRefusal(20001)
  const newestFirst = matching.toReversed()
  const found = newestFirst.slice(page * size, (page + 1) * size)
  return { found, page, size, more: newestFirst.length > (page + 1) * size }
}

/** A day means all of it, in UTC; an instant means itself. */
function isWithin(date: Date | null, comparison: string, wanted: string | null): boolean {
  if (wanted === null) return true
  const isDay = /^\d{4}-\d\d-\d\d$/.test(wanted)
  const start = Date.parse(wanted)
  if (Number.isNaN(start)) throw twilioRefusal(20001)
  if (date === null) return false
  const end = isDay ? start + 86_400_000 - 1 : start
  if (comparison === '>') return date.getTime() >= start
  if (comparison === '<') return date.getTime() <= end
  return date.getTime() >= start && date.getTime() <= end
}

export function pageJson(
  { account, kind, query }: { account: string; kind: 'calls' | 'messages'; query: URLSearchParams },
  items: unknown[],
  { page, size, more }: { page: number; size: number; more: boolean },
): Record<string, unknown> {
  const path = `/2010-04-01/Accounts/${account}/${kind === 'calls' ? 'Calls' : 'Messages'}.json`
  function uri(number: number): string {
    const params = new URLSearchParams(query)
    params.set('PageSize', String(size))
    params.set('Page', String(number))
    return `${path}?${params.toString()}`
  }
  return {
    [kind]: items,
    page,
    page_size: size,
    start: page * size,
    end: page * size + Math.max(0, items.length - 1),
    uri: uri(page),
    first_page_uri: uri(0),
    next_page_uri: more ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
  }
}

/** RFC 2822, in UTC. */
export function mailDate(at: Date | null): string | null {
  return at === null ? null : at.toUTCString().replace('GMT', '+0000')
}
