/** Shows a drill. Pure. */
import { asDrill } from '#messages/incident/drill.ts'
import type { Slot } from '#reconcile/slot.ts'

/** Marks a message as part of a drill; the card and the brief say so already. */
export function rehearsed<S extends Slot>(slot: S): S {
  const isMessage = slot.kind === 'message' || slot.kind === 'whisper'
  if (!isMessage || /^(card|brief)/.test(slot.name)) return slot
  return { ...slot, message: asDrill(slot.message) }
}
