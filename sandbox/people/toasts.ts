import type { Toast } from '../surface.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Passing messages to one person, such as that the bot did not answer. */
export interface Toasts {
  add(user: string, text: string, isError: boolean): void
  of(user: string): Toast[]
}

const MOST_KEPT = 20

export function makeToasts(ws: Workspace): Toasts {
  const kept = new Map<string, Toast[]>()
  let count = 0
  return {
    add(user, text, isError) {
      count += 1
      const toast = { id: count, at: ws.clock.now().toISOString(), text, isError }
      kept.set(user, [...(kept.get(user) ?? []), toast].slice(-MOST_KEPT))
      ws.changed()
    },
    of: (user) => kept.get(user) ?? [],
  }
}
