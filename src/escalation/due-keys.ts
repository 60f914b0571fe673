/** The due keys of escalating. */
import type { UserId } from '#incidents/incident.ts'

/** The due key whose run asks the next level. */
export function climbKey(id: string): string {
  return `escalation:${id}`
}

/** The due key whose run shows a person their pages. */
export function pagesKey(user: UserId): string {
  return `pages:${user}`
}

/** The due key whose run finds out whether a person hears their pages. */
export function silenceKey(user: UserId): string {
  return `silence:${user}`
}

/** The due key whose run gives a page to the company's outside pager. */
export function hookKey(page: string): string {
  return `hook:${page}`
}

/** The due key whose run reminds the people on an incident. */
export function cadenceKey(incident: number): string {
  return `cadence:${incident}`
}
