/** Shows people what becomes of roles they offer, are offered, are given and lose. Pure. */
import type { Incident, Offer, Recorded, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { canSee } from '#incidents/privacy.ts'
import { type RoleChange, roleChanges } from '#incidents/role-changes.ts'
import {
  offer,
  offerAnswered,
  type OfferContext,
  offerSent,
  offerUnanswered,
  offerWaits,
} from '#messages/incident/offer.ts'
import { rolePassed } from '#messages/incident/role-passed.ts'
import type { Message } from '#words/message.ts'
import type { MessageSlot, SlotState } from '#reconcile/slot.ts'
import { earliest } from '#time.ts'
import { urgencies } from '#urgency.ts'

export interface RoleContext extends OfferContext {
  now: Date
  /** The slots recorded as shown. */
  slots: ReadonlyMap<string, SlotState>
}

/** Milliseconds after which an offer without an answer is spoken of once more, to both. */
const patience = 5 * 60_000

/** Messages stay right for as long as they stand: one that was shown is shown again as things are now. */
export function rolesShown(
  incident: Incident,
  events: readonly Recorded[],
  context: RoleContext,
): MessageSlot[] {
  const { words } = context
  return [
    ...incident.offers.flatMap((one) => offered(incident, one, context)),
    ...roleChanges(events)
      .filter((change) => !change.offered && change.by !== change.from && canSee(incident, change.from))
      .map((change: RoleChange) =>
        direct(`role-lost:${change.seq}`, change.from, rolePassed(incident, change, words)),
      ),
  ]
}

/** The time at which an open offer has waited for too long; null where none is. */
export function nextOfferDue({ status, offers }: Incident, now: Date): Date | null {
  if (!isOpen(status)) return null
  const times = offers.flatMap(({ outcome, at }) => (outcome === 'open' ? [dueAt(at)] : []))
  return earliest(times.filter((at) => at > now))
}

function dueAt(at: Date): Date {
  return new Date(at.getTime() + patience)
}

function offered(incident: Incident, one: Offer, context: RoleContext): MessageSlot[] {
  const { words, now, slots } = context
  const { seq, to, at, outcome } = one
  const isWaiting = outcome === 'open'
  const late = isWaiting && dueAt(at) <= now
  const told = [...new Set([one.from, ...(one.holder === null ? [] : [one.holder])])].filter(
    (user) => user !== to && canSee(incident, user),
  )
  const answered = outcome === 'accepted' || outcome === 'declined'
  const wanted: [boolean, MessageSlot][] = [
    [isWaiting, direct(`offer:${seq}`, to, offer(incident, one, context))],
    [late, direct(`offer-late:${seq}`, to, offerWaits(incident, one, context))],
    ...told.flatMap((user): [boolean, MessageSlot][] => [
      [isWaiting, direct(`offer-sent:${seq}:${user}`, user, offerSent(incident, one, user, words))],
      [late, direct(`offer-late:${seq}:${user}`, user, offerUnanswered(incident, one, user, words))],
      [answered, direct(`offer-answer:${seq}:${user}`, user, offerAnswered(incident, one, user, words))],
    ]),
  ]
  return wanted.flatMap(([is, slot]) => (is || slots.has(slot.name) ? [slot] : []))
}

function direct(name: string, person: UserId, message: Message): MessageSlot {
  return { kind: 'message', name, urgency: urgencies.talk, channel: { person }, message }
}
