/** The one table of an incident's legal moves, and of what may be done in each status. Buttons, commands and services all ask here. */
import type { Status } from './incident.ts'

/** Statuses a person may set directly; the others come about by acknowledging, resolving, cancelling, merging, closing. */
export const settable = ['investigating', 'fixing', 'monitoring'] as const satisfies readonly Status[]
export type SettableStatus = (typeof settable)[number]

const legal: Record<Status, readonly Status[]> = {
  declared: ['acknowledged', 'investigating', 'fixing', 'monitoring', 'resolved', 'cancelled', 'merged'],
  acknowledged: ['investigating', 'fixing', 'monitoring', 'resolved', 'cancelled', 'merged'],
  investigating: ['fixing', 'monitoring', 'resolved', 'cancelled', 'merged'],
  fixing: ['investigating', 'monitoring', 'resolved', 'cancelled', 'merged'],
  monitoring: ['investigating', 'fixing', 'resolved', 'cancelled', 'merged'],
  resolved: ['investigating', 'closed'],
  closed: ['investigating'],
  cancelled: ['investigating'],
  merged: ['investigating'],
}

/** Tells if an incident may go from one status to another. */
export function canMove(from: Status, to: Status): boolean {
  return legal[from].includes(to)
}

/** True while it is being worked on: not resolved, closed, cancelled or merged. */
export function isOpen(status: Status): boolean {
  switch (status) {
    case 'declared':
    case 'acknowledged':
    case 'investigating':
    case 'fixing':
    case 'monitoring':
      return true
    case 'resolved':
    case 'closed':
    case 'cancelled':
    case 'merged':
      return false
  }
}

/** True when it has ended, unless it is reopened: closed, cancelled or merged. */
export function isOver(status: Status): boolean {
  return status === 'closed' || status === 'cancelled' || status === 'merged'
}
