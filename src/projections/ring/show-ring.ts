/** The run of `ring:<page>`: rings for a page by every way that its person has, until somebody answered. */
import { deadBecause } from '#contacts/dead-code.ts'
import { markRetired } from '#contacts/contact-store.ts'
import { dueKey } from '#due/due-key.ts'
import { wake, wakeAll } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import { Refusal } from '#errors.ts'
import { linkHash, linkSecret, replyCode } from '#escalation/answer-secret.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { openAnswer } from '#escalation/page-answer-store.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { findPage } from '#escalation/page-store.ts'
import { isAlertGroup, subjectKey } from '#escalation/subject.ts'
import type { PhoneAnswers } from '#escalation/phone-answer-service.ts'
import { pagerTry, planRing, ringFor, type RingTry } from '#escalation/ring-plan.ts'
import type { Words } from '#incidents/words.ts'
import { pageWords, pagerSummary } from '#messages/phone/page-words.ts'
import type { Attempt } from '#outbound/attempt.ts'
import { attemptsFor, referencesTo } from '#outbound/attempt-store.ts'
import { deliver, type DeliverParts, type Dispatch } from '#outbound/deliver.ts'
import { fetchReplies } from '#outbound/drivers/twilio-sms.ts'
import type { WayDrivers } from '#outbound/drivers/ways.ts'
import { withdraw } from '#outbound/withdraw.ts'
import type { TwilioAccount } from '#outbound/twilio-account.ts'
import type { NotificationRule } from '#policy/contacts.ts'
import { earliest } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { ringView, type RingView, thingOf } from './show-ring-view.ts'

export interface ShowRingParts extends Pick<DeliverParts, 'db' | 'clock' | 'log'> {
  escalation: Pick<EscalationService, 'acknowledge'>
  answers: Pick<PhoneAnswers, 'take'>
  ways: WayDrivers
  /** Asked for replies to an SMS where none can be sent to Muster. */
  phones: readonly TwilioAccount[]
  rules: readonly NotificationRule[]
  words: Words
  /** A secret outside the database, from which links and reply codes are made. */
  codeKey: string
  publicUrl: string | null
}

/** A run looks again at once while a failed way brings the next one forward. */
const mostLooks = 6
/** Milliseconds for which an SMS is worth anything; and between questions for replies to it. */
const [smsWorth, repliesEvery] = [600_000, 5_000]

export function createShowRing(parts: ShowRingParts) {
  const { db, clock, escalation, ways, rules, words, codeKey, publicUrl } = parts

  return async function showRing(id: string, run: RunContext): Promise<{ next: Date | null }> {
    const before = await attemptsFor(db, [id])
    const { next } = await ringOn(id, run)
    // The card says who was called and what came of it.
    if (JSON.stringify(told(before)) !== JSON.stringify(told(await attemptsFor(db, [id])))) {
      const page = await findPage(db, id)
      if (page) await wake(db, subjectKey(page.subject), { at: clock.now(), urgency: urgencies.talk })
    }
    return { next }
  }

  async function ringOn(id: string, run: RunContext): Promise<{ next: Date | null }> {
    for (let look = 1; ; look++) {
      const view = await ringView(db, id, rules, ways)
      if (view === null) return { next: null }
      if ((await tookReceipt(view)) || (await retired(view))) continue
      const plan = planRing(view.situation, clock.now())
      const nexts = await settledAll([
        ...plan.ring.map((one) => ring(view, one, run)),
        ...plan.end.map((one) => end(view, one, run)),
      ])
      const next = earliest([plan.next, await replies(view, run), ...nexts])
      const isNow = next !== null && next <= clock.now()
      if (!isNow || look >= mostLooks) return { next }
    }
  }

  async function ring(view: RingView, one: RingTry, run: RunContext): Promise<Date | null> {
    const delivering = { ...parts, ...run }
    if (one.method === pagerTry.method) {
      if (ways.pagerduty === null) return null
      return (await deliver(pagerDispatch(view), ways.pagerduty, delivering)).next
    }
    const method = view.methods.get(one.method)
    const driver = method && ways.telling[method.kind]
    if (!method || !driver) return null
    const { next, attempt } = await deliver(await tell(view, one), driver, delivering)
    // A way that failed may bring the next one forward, and an answer by a receipt is to be taken.
    return attempt.status === 'failed' || attempt.status === 'answered' || attempt.status === 'unknown'
      ? await again(view, attempt, next)
      : next
  }

  /** At once, where this look has made news of it. */
  async function again({ situation }: RingView, attempt: Attempt, next: Date | null): Promise<Date | null> {
    const before = situation.tries.find(({ attempt: { thing } }) => thing === attempt.thing)?.attempt
    const isNews = before?.nth !== attempt.nth || before.status !== attempt.status
    return isNews ? clock.now() : next
  }

  async function end(view: RingView, one: RingTry, run: RunContext): Promise<Date | null> {
    const delivering = { ...parts, ...run }
    if (one.method === pagerTry.method)
      return ways.pagerduty && withdraw(pagerDispatch(view), ways.pagerduty, delivering)
    const driver = ways.telling[one.kind as keyof typeof ways.telling]
    return driver ? withdraw(await tell(view, one), driver, delivering) : null
  }

  async function tell(view: RingView, one: RingTry) {
    const { page } = view.situation
    const method = view.methods.get(one.method)
    const secret = linkSecret(codeKey, page.id, one.method)
    const code = replyCode(codeKey, page.id, one.method)
    const answerUrl = publicUrl === null ? null : `${publicUrl}/ack/${secret}`
    await openAnswer(db, { page: page.id, method: one.method, linkHash: linkHash(secret), code }, page.at)
    const keysUrl = publicUrl === null ? null : `${publicUrl}/hooks/twilio/voice`
    const thing = thingOf(page.id, one)
    const until = new Date(+page.at + ringFor)
    const said = method && pageWords(method.kind, page, { keysUrl, code, answerUrl }, words)
    return {
      thing,
      target: one.method,
      page: page.id,
      since: page.at,
      until,
      payload: {
        to: method?.value ?? '',
        title: said?.title ?? '',
        text: said?.text ?? '',
        urgent: true,
        tag: `page-${page.id.replaceAll('/', '-')}`,
        answerUrl,
        callback: publicUrl === null ? null : `${publicUrl}/hooks/twilio/status`,
        worthFor: method?.kind === 'sms' ? smsWorth : ringFor,
        taken: await referencesTo(db, one.method, thing),
      },
    }
  }

  function pagerDispatch({ situation: { page } }: RingView) {
    const severity = page.severity ?? words.defaultSeverity
    const grades = { P1: 'critical', P2: 'error', P3: 'warning', P4: 'info', P5: 'info' } as const
    return {
      thing: thingOf(page.id, pagerTry),
      target: pagerTry.method,
      page: page.id,
      since: page.at,
      until: new Date(+page.at + ringFor),
      payload: {
        dedupKey: `muster:page:${page.id}`,
        summary: pagerSummary(page, words),
        severity: grades[severity],
        at: page.at,
        details: {
          person: page.user,
          [isAlertGroup(page.subject) ? 'alert' : 'incident']: String(page.subject),
        },
      },
    } satisfies Dispatch<unknown>
  }

  /** A receipt that says "seen" is the person's own answer. True when it changed the page. */
  async function tookReceipt({ situation: { page, tries, isOpen } }: RingView): Promise<boolean> {
    const seen = tries.some(({ kind, attempt }) => kind === 'pushover' && attempt.status === 'answered')
    if (!seen || !(isWaitedFor(page) || (page.status === 'timed out' && isOpen))) return false
    try {
      await escalation.acknowledge(page.user, page.id)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  /** Asks for replies by SMS, where the company cannot bring them. */
  async function replies(view: RingView, run: RunContext): Promise<Date | null> {
    const { page, tries } = view.situation
    if (publicUrl !== null || !isWaitedFor(page)) return null
    const sent = tries.filter(({ kind, attempt }) => kind === 'sms' && attempt.reference !== null)
    const numbers = new Set(sent.flatMap(({ method }) => view.methods.get(method)?.value ?? []))
    if (numbers.size === 0) return null
    run.underWay()
    const all = await Promise.all([...numbers].map((from) => fetchReplies(parts.phones, from, page.at)))
    const taken = await Promise.all(
      all.flat().map(({ id, from, text }) => parts.answers.take(`sms:${id}`, { kind: 'sms', from, text })),
    )
    return taken.includes(true) ? clock.now() : new Date(+clock.now() + repliesEvery)
  }

  /** Retires ways that their provider says are dead. The person hears of it once. */
  async function retired({ situation: { page, tries }, methods }: RingView): Promise<boolean> {
    const now = clock.now()
    let isNews = false
    for (const { method: id, kind, attempt } of tries) {
      const verifiedAt = methods.get(id)?.verifiedAt
      if (!verifiedAt || attempt.status !== 'failed' || attempt.statusAt < verifiedAt) continue
      if (deadBecause(kind, attempt.code) === null) continue
      if (!(await markRetired(db, id, attempt.code ?? '', now))) continue
      isNews = true
      const when = { at: now, urgency: urgencies.talk }
      await wakeAll(db, [
        [dueKey('contacts', page.user), when],
        [dueKey('readiness', 'all'), when],
      ])
    }
    return isNews
  }
}

function told(attempts: readonly Attempt[]): string[] {
  return attempts.map(({ thing, nth, status }) => `${thing} ${nth} ${status}`)
}

/** All of them, although one fails: a broken way holds up no other. */
async function settledAll(all: readonly Promise<Date | null>[]): Promise<(Date | null)[]> {
  const ended = await Promise.allSettled(all)
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return ended.map((one) => (one.status === 'fulfilled' ? one.value : null))
}
