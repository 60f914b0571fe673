/** Shows a drill. Pure. */
import { asDrill } from '#messages/incident/drill.ts'
import type { Slot } from '#reconcile/slot.ts'

/** Every message of a drill says so; the card and the brief do by themselves. */
export function rehearsed<S extends Slot>(slot: S): S {
  const isMessage = slot.kind === 'message' || slot.kind === 'whisper'
  if (!isMessage || /^(card|brief)/.test(slot.name)) return slot
  return { ...slot, message: asDrill(slot.message) }
}
