/** The run of `contact:<message>`: sends a code or a test by one contact method. */
import type { ContactParts } from '#contacts/contact-service.ts'
import { codeFor } from '#contacts/contact-code.ts'
import { contactMessage, markRetired, methodById } from '#contacts/contact-store.ts'
import { deadBecause } from '#contacts/dead-code.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import { codeWords, testWords } from '#messages/phone/contact-words.ts'
import { deliver, type DeliverParts } from '#outbound/deliver.ts'
import type { WayDrivers } from '#outbound/drivers/ways.ts'
import type { Words } from '#incidents/words.ts'
import { urgencies } from '#urgency.ts'

export interface ShowContactParts
  extends Pick<DeliverParts, 'db' | 'clock' | 'log'>,
    Pick<ContactParts, 'codeKey'> {
  ways: WayDrivers
  words: Words
}

export function createShowContact({ db, clock, log, ways, words, codeKey }: ShowContactParts) {
  return async function showContact(id: string, run: RunContext): Promise<{ next: Date | null }> {
    const message = await contactMessage(db, id)
    const method = message && (await methodById(db, message.method))
    const driver = method && ways.telling[method.kind]
    // Removed meanwhile, used, or too old to be of use.
    if (!message || !method || !driver || message.usedAt !== null || message.expiresAt < clock.now())
      return { next: null }
    const said =
      message.purpose === 'code'
        ? codeWords(method.kind, codeFor(codeKey, id), words.names.oncall)
        : testWords(method.kind)
    const thing = dueKey('contact', id)
    const { next, attempt } = await deliver(
      {
        thing,
        target: method.id,
        since: message.madeAt,
        until: message.expiresAt,
        payload: {
          ...said,
          to: method.value,
          urgent: false,
          tag: thing,
          answerUrl: null,
          callback: null,
          worthFor: +message.expiresAt - +message.madeAt,
          taken: [],
        },
      },
      driver,
      { db, clock, log, ...run },
    )
    if (attempt.status === 'failed') {
      if (deadBecause(method.kind, attempt.code) !== null)
        await markRetired(db, method.id, attempt.code ?? '', clock.now())
      const when = { at: clock.now(), urgency: urgencies.talk }
      await wake(db, dueKey('contacts', method.person), when)
    }
    return { next }
  }
}
