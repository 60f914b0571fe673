/** The things that people are paged for: an incident, by its number, or a group of alerts, by its name. Pure. */
import { dueKey } from '#due/due-key.ts'
import type { Incident } from '#incidents/incident.ts'

/** A group of alerts, as people type it: `A12`. */
export type GroupName = `A${number}`

export type Subject = number | GroupName

/** The facts of a subject by which its ladders are climbed. */
export interface Pageable
  extends Pick<Incident, 'status' | 'severity' | 'squad' | 'private' | 'drill' | 'roles'> {
  subject: Subject
}

export function isAlertGroup(subject: Subject): subject is GroupName {
  return typeof subject === 'string'
}

export function groupName(number: number): GroupName {
  return `A${number}`
}

export function groupNumber(name: GroupName): number {
  return Number(name.slice(1))
}

/** `#12` for an incident, `A12` for a group. */
export function subjectName(subject: Subject): string {
  return isAlertGroup(subject) ? subject : `#${subject}`
}

/** The subject a row belongs to. A group that became an incident has passed its pages on. */
export function subjectIn(row: { incident: number | null; alert_group: number | null }): Subject {
  return row.incident ?? groupName(row.alert_group ?? 0)
}

/** The key whose run shows the subject, and decides what follows from its pages. */
export function subjectKey(subject: Subject): string {
  return isAlertGroup(subject) ? dueKey('group', groupNumber(subject)) : dueKey('incident', subject)
}
