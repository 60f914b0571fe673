/** Takes answers that come by phone, SMS or link: kept first, then given to the same answers as Slack's buttons. */
import { z } from 'zod'
import type { Clock } from '#clock.ts'
import { methodsAt, ownerOf } from '#contacts/contact-lookup.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import { type Attempt, attemptBecomes } from '#outbound/attempt.ts'
import { attemptWith, latestTo, saveAttempt } from '#outbound/attempt-store.ts'
import { callOutcome } from '#outbound/drivers/twilio-call.ts'
import { smsOutcome } from '#outbound/drivers/twilio-sms.ts'
import { hour } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { linkHash, readReply } from './answer-secret.ts'
import type { EscalationService } from './escalation-service.ts'
import { answerByCode, answerByLink, answerLives, type PageAnswer, useAnswer } from './page-answer-store.ts'
import {
  type PhoneOutcome,
  type SaidByPhone,
  saidByPhone,
  type StatusSaid,
  type TextBack,
  textBackOf,
} from './phone-delivery.ts'
import { countEnded, deliveryOf, dropDeliveries, endDelivery, keepDelivery } from './phone-delivery-store.ts'
import { findPage } from './page-store.ts'
import { wakeRung } from './rung-store.ts'
import type { ShownPage } from './page-view.ts'

export type PhoneAnswers = ReturnType<typeof createPhoneAnswers>

export interface PhoneAnswerParts {
  db: Db
  clock: Clock
  escalation: Pick<EscalationService, 'acknowledge' | 'decline'>
  /** True where replies are asked for, so that no answer to them can carry words. */
  writesBack: boolean
}

/** Milliseconds until what was kept and not decided is looked at again; the time repeats are known; the span of wrong codes. */
const [againAfter, kept, wrongWithin] = [5_000, 48 * hour, 600_000]
const mostWrong = 5

export function createPhoneAnswers({ db, clock, escalation, writesBack }: PhoneAnswerParts) {
  /** Keeps it, and decides it. False where a repeat changed nothing. */
  async function take(id: string, said: SaidByPhone): Promise<boolean> {
    return (await hear(id, said)).isNew
  }

  /** As `take`, and says what became of it. */
  async function hear(id: string, said: SaidByPhone): Promise<{ isNew: boolean; outcome: PhoneOutcome }> {
    const now = clock.now()
    const isNew = await transact(db, async (trx) => {
      if (!(await keepDelivery(trx, { id, kind: said.kind, body: JSON.stringify(said) }, now))) return false
      await wake(trx, dueKey('phone', id), { at: new Date(+now + againAfter), urgency: urgencies.page })
      return true
    })
    return { isNew, outcome: await decide(id) }
  }

  /** The run of `phone:<delivery>`: what was kept before a process ended is decided by the next. */
  async function look(id: string): Promise<{ next: null }> {
    await decide(id)
    await dropDeliveries(db, new Date(+clock.now() - kept))
    return { next: null }
  }

  async function decide(id: string): Promise<PhoneOutcome> {
    const delivery = await deliveryOf(db, id)
    if (!delivery) return 'noted'
    if (delivery.handledAt !== null) return outcomes.safeParse(delivery.kind).data ?? 'noted'
    const said = saidByPhone.parse(JSON.parse(delivery.body))
    switch (said.kind) {
      case 'key':
        return pressed(id, said)
      case 'sms':
        return replied(id, said)
      case 'status':
        await progressed(id, said)
        return 'noted'
    }
  }

  async function pressed(id: string, said: Extract<SaidByPhone, { kind: 'key' }>): Promise<PhoneOutcome> {
    // The answer to the call itself may have been lost, and its id with it.
    const attempt =
      (await attemptWith(db, said.call)) ?? (await latestTo(db, await methodsAt(db, ['call'], said.to)))
    // A key that comes so late was not pressed now: it is an old request, sent again.
    const isOld = attempt !== undefined && +clock.now() - +attempt.plannedAt > answerLives
    if (!attempt?.page || isOld || !/^[45]$/.test(said.digits)) return ended(id, 'not understood')
    const call = { ...attempt, reference: attempt.reference ?? said.call }
    const wish = said.digits === '4' ? 'acknowledge' : 'decline'
    return answer(wish, { page: attempt.page, method: attempt.target }, id, (trx) => mark(trx, call))
  }

  /**
   * A reply that is no answer is told so, for else somebody goes back to sleep. A number of nobody is told nothing, and
   * words that are no code only once in a while: a phone that answers by itself would never come to an end.
   */
  async function replied(id: string, said: Extract<SaidByPhone, { kind: 'sms' }>): Promise<PhoneOutcome> {
    const now = clock.now()
    const reply = readReply(said.text)
    const known = (await methodsAt(db, ['sms', 'call'], said.from)).toSorted()
    const count = (kind: string) => countEnded(db, kind, known, new Date(+now - wrongWithin))
    const [wrong, unread] = await Promise.all([count('wrong'), count('unread')])
    const isGuessing = wrong >= mostWrong
    const found = reply && !isGuessing ? await answerByCode(db, known, reply.code, now) : undefined
    if (reply && found) return answer(reply.answer, found, id)
    const isTold = known.length > 0 && (reply ? !isGuessing : unread === 0)
    const outcome = isTold ? 'not understood' : 'noted'
    const [method = 'nobody'] = known
    await transact(db, async (trx) => {
      // Counted by the way, and not by its number: it goes with the person.
      await endDelivery(trx, id, `${reply ? 'wrong' : 'unread'} ${method}`, now)
      await writeBack(trx, { delivery: id, method, outcome }, now)
    })
    return outcome
  }

  /** Takes a provider's word about a call or an SMS. It moves forward only: a late or doubled word changes nothing. */
  async function progressed(id: string, said: StatusSaid): Promise<void> {
    const now = clock.now()
    await transact(db, async (trx) => {
      const attempt = await attemptWith(trx, said.sid)
      const outcome =
        said.of === 'call' ? callOutcome(said.status, said.answeredBy) : smsOutcome(said.status, said.code)
      const isOpen = attempt !== undefined && ['sent', 'unknown', 'planned'].includes(attempt.status)
      if (isOpen && attempt.page !== null && outcome.kind !== 'sent') {
        await saveAttempt(trx, attemptBecomes(attempt, outcome, { since: now, until: now }, now))
        await wakeRung(trx, attempt.page, now)
      }
      await endDelivery(trx, id, 'noted', now)
    })
  }

  /** The page behind a link; null for a link that does not work, or does not work any more. */
  async function linked(secret: string): Promise<{ page: ShownPage; answer: PageAnswer } | null> {
    const found = await answerByLink(db, linkHash(secret))
    // A link of somebody who has left, or of a way that was removed, shows nothing either.
    if (!found || found.expiresAt < clock.now() || (await ownerOf(db, found.method)) === null) return null
    const page = await findPage(db, found.page)
    return page && { page, answer: found }
  }

  /** Answers by a link, once: its second use changes nothing. */
  async function follow(secret: string, wish: 'acknowledge' | 'decline'): Promise<PhoneOutcome> {
    const found = await linked(secret)
    if (found === null || found.answer.usedAt !== null) return 'not understood'
    return answer(wish, found.answer, null)
  }

  /** Gives the answer to the page of that method's owner, and nobody else's. */
  async function answer(
    wish: 'acknowledge' | 'decline',
    by: Pick<PageAnswer, 'page' | 'method'>,
    delivery: string | null,
    also: (trx: Trx) => Promise<void> = async () => {},
  ): Promise<PhoneOutcome> {
    const outcome = wish === 'acknowledge' ? 'acknowledged' : 'declined'
    const user = await ownerOf(db, by.method)
    if (user === null) return ended(delivery, 'not understood')
    const together = async (trx: Trx) => {
      const now = clock.now()
      await useAnswer(trx, by, now)
      if (delivery !== null) await endDelivery(trx, delivery, outcome, now)
      await also(trx)
    }
    try {
      if (wish === 'acknowledge') await escalation.acknowledge(user, by.page, together)
      else await escalation.decline(user, by.page, null, together)
      return outcome
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (delivery === null) return 'taken'
      await transact(db, async (trx) => {
        await endDelivery(trx, delivery, 'taken', clock.now())
        await writeBack(trx, { delivery, method: by.method, outcome: 'taken' }, clock.now())
      })
      return 'taken'
    }
  }

  /** Has an SMS answered by an SMS, where the answer to the company's own request cannot carry it. */
  async function writeBack(trx: Trx, back: TextBack, now: Date): Promise<void> {
    if (!writesBack || !back.delivery.startsWith('sms:') || back.outcome === 'noted') return
    await wake(trx, dueKey('text-back', textBackOf(back)), { at: now, urgency: urgencies.talk })
  }

  async function ended(id: string | null, outcome: PhoneOutcome): Promise<PhoneOutcome> {
    if (id !== null) await endDelivery(db, id, outcome, clock.now())
    return outcome
  }

  async function mark(trx: Trx, call: Attempt): Promise<void> {
    await saveAttempt(trx, { ...call, status: 'answered', statusAt: clock.now(), code: null, nextAt: null })
  }

  return { take, hear, look, linked, follow }
}

const outcomes = z.enum(['acknowledged', 'declined', 'taken', 'not understood', 'noted'])
