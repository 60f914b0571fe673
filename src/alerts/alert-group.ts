/** Alerts that belong together for people: those of one route, with the same group labels, within a window. */
import type { AlertRoute } from '#policy/routes.ts'
import type { AlertLink } from './alert-link.ts'
import type { AlertSeverity } from './sighting.ts'

/** `unknown`: it was firing, and its source has said nothing of it for too long. */
export type AlertState = 'firing' | 'unknown' | 'resolved'

export interface AlertGroup {
  /** People write it `A12`. */
  number: number
  /** Stands for the route: the same for groups of the same one. */
  route: string
  rule: AlertRoute
  labels: Record<string, string>
  service: string | null
  /** Of the worst alert, the earliest of them. */
  title: string
  /** The worst that fires; when none does, the worst there was. */
  severity: AlertSeverity
  state: AlertState
  /** The first and the last time that one of its alerts was said to fire. */
  firstAt: Date
  lastAt: Date
  madeAt: Date
  changedAt: Date
  /** Null while it is not over. */
  resolvedAt: Date | null
  firing: number
  unknown: number
  resolved: number
  /** The group it became part of. Nothing follows from this one any more. */
  mergedInto: number | null
  incident: number | null
  acknowledgedBy: string | null
  acknowledgedAt: Date | null
  quietUntil: Date | null
  quietBy: string | null
  notUsefulBy: string | null
  notUsefulAt: Date | null
}

/** One alert as a member of a group. */
export interface GroupAlert {
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
  service: string | null
  /** Of the latest episode in this group. */
  startsAt: Date
  endsAt: Date | null
  /** How often the source spoke of the alert. */
  heard: number
  lastHeardAt: Date
}

/** It never says resolved while one fires. */
export function groupState({ firing, unknown }: Pick<AlertGroup, 'firing' | 'unknown'>): AlertState {
  if (firing > 0) return 'firing'
  return unknown > 0 ? 'unknown' : 'resolved'
}

/** `A12`, as people write it; a small letter and a space do no harm. */
export function alertGroupIn(typed: string): number | null {
  const [, digits] = /^a ?(\d{1,9})$/i.exec(typed.trim()) ?? []
  return digits === undefined ? null : Number(digits)
}

export function alertGroupName({ number }: Pick<AlertGroup, 'number'>): string {
  return `A${number}`
}
