/** A page: one named person, asked to respond. */
import type { UserId } from '#incidents/incident.ts'

export const pageStatuses = ['queued', 'sent', 'acknowledged', 'declined', 'timed out', 'cancelled'] as const
export type PageStatus = (typeof pageStatuses)[number]

export interface Page {
  /** `<climb>/<level>/<person>`. */
  id: string
  /** The level of the ladder it was sent for. */
  level: number
  user: UserId
  /** The reason for asking this person: "you are on call as GEOC today". */
  why: string
  status: PageStatus
  queuedAt: Date
  /** The time Slack accepted it; nobody can know more. */
  sentAt: Date | null
  /** The time of sending on Slack's clock, as a ts. */
  sentTs: string | null
  answeredAt: Date | null
  /** The time the next level is asked, unless somebody answers. */
  climbsAt: Date
  /** True when the person does not hear it, because of Do Not Disturb. Null while that is not known. */
  silenced: boolean | null
  /** The reason why it never reached the person: Slack's error code, `deactivated`, or `undelivered` in time. */
  refused: string | null
  /** Number of the person's message that shows it. */
  batch: number
  /** The time it has to ring by a message of its own, since it was added to one that had rung; null where it rings with its message. */
  ringsAt: Date | null
  /** The people it goes to, or went to, when nobody answers; none at the end of the ladder, null where that is not known. */
  next: readonly UserId[] | null
}

/** The one table of a page's legal moves. A late answer is an answer. */
const legal: Record<PageStatus, readonly PageStatus[]> = {
  queued: ['sent', 'acknowledged', 'declined', 'timed out', 'cancelled'],
  sent: ['acknowledged', 'declined', 'timed out', 'cancelled'],
  'timed out': ['acknowledged', 'declined'],
  declined: ['acknowledged'],
  acknowledged: [],
  cancelled: [],
}

export function pageCanBecome(from: PageStatus, to: PageStatus): boolean {
  return legal[from].includes(to)
}

/** The statuses in which a page waits for its person. */
export const waitedFor: readonly PageStatus[] = pageStatuses.filter((status) =>
  pageCanBecome(status, 'timed out'),
)

/** True while the page waits for its person. */
export function isWaitedFor(page: Pick<Page, 'status'>): boolean {
  return waitedFor.includes(page.status)
}

/** Tells if its person is to be shown something else. They have seen that it was sent. */
export function looksDifferent(before: Page, after: Page): boolean {
  return !isWaitedFor(before) || !isWaitedFor(after) || +before.climbsAt !== +after.climbsAt
}

/** The end of the wait for the person. A page that Slack has not taken yet gets a second step, but no third. */
export function waitedUntil({ status, queuedAt, climbsAt }: Page): Date {
  const step = status === 'queued' ? climbsAt.getTime() - queuedAt.getTime() : 0
  return new Date(climbsAt.getTime() + step)
}

/** The page after a move; unchanged when the move is not legal. */
export function become(page: Page, to: PageStatus, now: Date): Page {
  if (!pageCanBecome(page.status, to)) return page
  switch (to) {
    case 'sent':
      return { ...page, status: to, sentAt: now }
    case 'acknowledged':
    case 'declined':
      return { ...page, status: to, answeredAt: now }
    case 'timed out':
      return { ...page, status: to, refused: page.sentAt === null ? 'undelivered' : page.refused }
    case 'queued':
    case 'cancelled':
      return { ...page, status: to }
  }
}
