/** Decides when the room of an incident is archived: publishing, closing and archiving are three deeds, and this is the last. */
import type { Incident } from './incident.ts'
import { isOpen, isOver } from './moves.ts'

/** The post-mortem, as far as the room waits for it. */
export interface Paperwork {
  /** Null while it is being written. */
  endedAt: Date | null
}

/**
 * The time the room is archived: `after` milliseconds after the incident was closed and its post-mortem finished, or as
 * soon as somebody asks. Null while the incident is not over, or its post-mortem is being written.
 */
export function archiveDue(
  { status, closedAt, archiveAskedAt }: Pick<Incident, 'status' | 'closedAt' | 'archiveAskedAt'>,
  after: number,
  paperwork: Paperwork | null,
): Date | null {
  if (!isOver(status) || closedAt === null) return null
  if (archiveAskedAt !== null) return archiveAskedAt
  if (paperwork === null || status !== 'closed') return new Date(+closedAt + after)
  return paperwork.endedAt && new Date(Math.max(+closedAt, +paperwork.endedAt) + after)
}

/** Says what comes before the room can be archived. */
export function notClosed({ number, status }: Pick<Incident, 'number' | 'status'>): string {
  return isOpen(status)
    ? `#${number} is still open, so its room stays. Resolve it first, then close it.`
    : `#${number} is not closed yet, so its room stays. Close it first.`
}
