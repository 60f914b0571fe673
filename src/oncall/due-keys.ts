/** The due keys of on call. */
import type { UserId } from '#incidents/incident.ts'

/** The due key whose run looks after one rota: what is published, its hand-overs, and what people are told of them. */
export function rotaKey(rota: string): string {
  return `rota:${rota}`
}

/** The due key whose run says who is on call today, and lets topic and user groups follow. */
export const todayKey = 'oncall:today'

/** The due key whose run shows a person the page they sent to themselves. */
export function testKey(user: UserId): string {
  return `test-page:${user}`
}

/** The due key whose run sends a person a month's hours as a file. */
export function monthKey(viewer: UserId, month: Temporal.PlainYearMonth): string {
  return `month:${viewer}:${month.toString()}`
}

export function readMonthKey(key: string): { viewer: UserId; month: Temporal.PlainYearMonth } {
  const [, viewer = '', month = ''] = key.split(':')
  return { viewer, month: Temporal.PlainYearMonth.from(month) }
}
