/** The run of `text-back:<method> <outcome> <delivery>`: answers an SMS that answered nothing by an SMS. */
import { methodById } from '#contacts/contact-store.ts'
import { dueKey } from '#due/due-key.ts'
import { readTextBack } from '#escalation/phone-delivery.ts'
import { deliveryOf } from '#escalation/phone-delivery-store.ts'
import { textAnswered } from '#messages/phone/phone-replies.ts'
import { referencesTo } from '#outbound/attempt-store.ts'
import { deliver, type DeliverParts, type OutboundRun } from '#outbound/deliver.ts'
import type { WayDrivers } from '#outbound/drivers/ways.ts'

export interface ShowTextBackParts extends Pick<DeliverParts, 'db' | 'clock' | 'log'> {
  ways: WayDrivers
}

/** Milliseconds for which it is worth anything. */
const worthFor = 300_000

export function createShowTextBack({ ways, ...parts }: ShowTextBackParts) {
  return async function showTextBack(of: string, run: OutboundRun): Promise<{ next: Date | null }> {
    const { delivery, method: id, outcome } = readTextBack(of)
    const [method, heard] = await Promise.all([methodById(parts.db, id), deliveryOf(parts.db, delivery)])
    const text = textAnswered(outcome)
    // A number that was removed meanwhile is written to no more.
    if (!method || !heard || !ways.telling.sms || text === null) return { next: null }
    const until = new Date(+heard.receivedAt + worthFor)
    if (parts.clock.now() > until) return { next: null }
    const thing = dueKey('text-back', of)
    const payload = {
      to: method.value,
      title: '',
      text,
      urgent: false,
      tag: thing,
      answerUrl: null,
      callback: null,
      worthFor,
      taken: await referencesTo(parts.db, id, thing),
    }
    const wanted = { thing, target: id, payload, since: heard.receivedAt, until }
    return { next: (await deliver(wanted, ways.telling.sms, { ...parts, ...run })).next }
  }
}
