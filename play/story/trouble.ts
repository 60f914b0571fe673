/** The troubles with Slack that a story may name, and the local Slack's faults that cause them. */
import { z } from 'zod'
import type { Fault, Faults, FaultSettings } from '../../sandbox/surface.ts'
import { duration } from '#policy/duration.ts'
import { mapping, words } from './mapping.ts'

const status = 'must be an HTTP status from 400 to 599'
const span = { for: duration.optional() }
const calls = { to: words.default('*'), times: z.int().min(1).optional(), ...span }

export const trouble = z.union(
  [
    z.enum(['well', 'away', 'back', 'keeps its limits']),
    mapping({ away: duration }),
    mapping({ answers: z.int().min(400, status).max(599, status), ...calls }),
    mapping({ refuses: words, ...calls }),
    mapping({ loses: z.enum(['answers', 'requests']), ...calls }),
    mapping({ slow: duration, ...calls }),
    mapping({
      delivers: z.enum(['twice', 'three times', 'in reverse', 'late']),
      by: duration.optional(),
      ...span,
    }),
  ],
  'must be well, away, back, "keeps its limits", or a mapping with answers, refuses, loses, slow, delivers or away',
)

export type Trouble = z.output<typeof trouble>

/** Makes it so; `later` undoes it once its time is over. */
export function cause(wanted: Trouble, faults: Faults, later: (ms: number, undo: () => void) => void): void {
  if (typeof wanted === 'string') return setting(wanted, faults)
  if ('away' in wanted) {
    faults.set({ outage: true })
    return later(wanted.away, () => faults.set({ outage: false }))
  }
  if ('delivers' in wanted) {
    faults.set({ events: eventFaults(wanted) })
    if (wanted.for !== undefined) later(wanted.for, () => faults.set({ events: calm }))
    return
  }
  const { to: method, times, for: ms } = wanted
  const rule = faults.add({ ...faultOf(wanted), method, ...(times !== undefined && { times }) })
  if (ms !== undefined) later(ms, () => faults.remove(rule.id))
}

const calm: FaultSettings['events'] = { copies: 1, reverse: 0, delayMinutes: 0 }

function setting(wanted: Extract<Trouble, string>, faults: Faults): void {
  switch (wanted) {
    case 'well':
      return faults.clear()
    case 'away':
      return faults.set({ outage: true })
    case 'back':
      return faults.set({ outage: false })
    case 'keeps its limits':
      return faults.set({ realLimits: true })
  }
}

type Calls = Exclude<Trouble, string | { away: number } | { delivers: string }>

function faultOf(wanted: Calls): Fault {
  if ('refuses' in wanted) return { kind: 'refused', error: wanted.refuses }
  if ('loses' in wanted) return { kind: wanted.loses === 'answers' ? 'response_lost' : 'request_lost' }
  if ('slow' in wanted) return { kind: 'latency', ms: wanted.slow, when: 'before' }
  if (wanted.answers !== 429) return { kind: 'server_error', status: wanted.answers }
  return { kind: 'rate_limited', retryAfter: Math.ceil((wanted.for ?? 30_000) / 1000) }
}

function eventFaults({ delivers, by }: Extract<Trouble, { delivers: string }>): FaultSettings['events'] {
  switch (delivers) {
    case 'twice':
      return { ...calm, copies: 2 }
    case 'three times':
      return { ...calm, copies: 3 }
    case 'in reverse':
      return { ...calm, reverse: 2 }
    case 'late':
      return { ...calm, delayMinutes: (by ?? 3_600_000) / 60_000 }
  }
}
