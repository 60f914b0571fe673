import type { Surface } from '../surface.ts'
import { Refusal } from '../workspace/refusal.ts'
import type { Asking } from './asking.ts'
import { perform } from './persons.ts'
import * as seen from './seen.ts'
import type { Toasts } from './toasts.ts'

/** The surface in-process: what people see, and what they do with refusals as answers. */
export function makeSurface(asking: Asking, toasts: Toasts, listeners: Set<() => void>): Surface {
  const { ws, delivery } = asking
  return {
    people: () => seen.people(ws),
    screen: (as, open = {}) =>
      seen.screen(ws, as, open, {
        toasts: toasts.of(as),
        botConnected: delivery.isConnected(),
        phones: asking.phones,
      }),
    channels: (as) => seen.channels(ws, as),
    messages: (as, channel, thread) => seen.messages(ws, as, channel, thread),
    ephemerals: (as) => seen.ephemerals(ws, as),
    modals: (as) => seen.modals(ws, as),
    home: (as) => seen.home(ws, as),
    toasts: toasts.of,
    async do(act) {
      try {
        return await perform(asking, act)
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, error: error.code }
        throw error
      }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
