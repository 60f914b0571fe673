import { randomBytes } from 'node:crypto'
import { refuse } from '../workspace/refusal.ts'

/** `trigger_id`s: each opens or pushes one modal, for as long as Slack lets it. */
export interface Triggers {
  issue(user: string, viewId?: string): string
  /** Uses it up; refuses a strange, used or stale one. */
  exchange(id: string): { user: string; viewId?: string }
}

interface Trigger {
  user: string
  viewId?: string
  issuedAt: number
  used: boolean
}

/** `triggerMs` is real time, as the person waits in real time. */
export function makeTriggers(patience: { readonly triggerMs: number }): Triggers {
  const issued = new Map<string, Trigger>()
  let count = 0
  return {
    issue(user, viewId) {
      count += 1
      const id = `${1_000_000 + count}.${7_000_000}.${randomBytes(16).toString('hex')}`
      issued.set(id, { user, ...(viewId ? { viewId } : {}), issuedAt: performance.now(), used: false })
      if (issued.size > 1000) issued.delete([...issued.keys()][0] ?? '')
      return id
    },
    exchange(id) {
      const trigger = issued.get(id)
      if (!trigger) refuse('invalid_trigger_id')
      if (trigger.used) refuse('exchanged_trigger_id')
      if (performance.now() - trigger.issuedAt >= patience.triggerMs) refuse('expired_trigger_id')
      trigger.used = true
      return trigger
    },
  }
}
