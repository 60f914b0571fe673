/** The run of `ring:<page> <method> <round>`: makes one try to ring for a page, goes on with it, and ends it. */
import type { RuleBounds } from '#contacts/contact.ts'
import { linkHash, linkSecret, replyCode } from '#escalation/answer-secret.ts'
import { openAnswer } from '#escalation/page-answer-store.ts'
import { pagerTry, planRing, ringFor, type RingTry } from '#escalation/ring-plan.ts'
import { wakeRung } from '#escalation/rung-store.ts'
import { isAlertGroup } from '#escalation/subject.ts'
import type { Words } from '#incidents/words.ts'
import { pageWords, pagerSummary } from '#messages/phone/page-words.ts'
import { referencesTo } from '#outbound/attempt-store.ts'
import { deliver, type DeliverParts, type Dispatch, type OutboundRun } from '#outbound/deliver.ts'
import type { PagerDutyAlert } from '#outbound/drivers/pagerduty.ts'
import type { WayDrivers } from '#outbound/drivers/ways.ts'
import type { Telling } from '#outbound/telling.ts'
import { withdraw } from '#outbound/withdraw.ts'
import { attemptOf, readTry, ringView, type RingView, tryKey } from './show-ring-view.ts'

export interface ShowTryParts extends Pick<DeliverParts, 'db' | 'clock' | 'log'> {
  ways: WayDrivers
  bounds: RuleBounds
  words: Words
  /** A secret outside the database, from which links and reply codes are made. */
  codeKey: string
  publicUrl: string | null
}

/** Milliseconds for which an SMS is worth anything. */
const smsWorth = 600_000

export function createShowTry({ ways, bounds, words, codeKey, publicUrl, ...parts }: ShowTryParts) {
  const { db, clock } = parts

  return async function showTry(of: string, run: OutboundRun): Promise<{ next: Date | null }> {
    const { page, ...wish } = readTry(of)
    const view = await ringView(db, page, bounds, ways)
    if (view === null) return { next: null }
    const { ring, end } = planRing(view.situation, clock.now())
    const isIt = (one: RingTry) => one.method === wish.method && one.round === wish.round
    const [wanted, ended] = [ring.find(isIt), end.find(isIt)]
    const before = attemptOf(view.situation, wish)
    const delivering: DeliverParts = {
      ...parts,
      ...run,
      async follow(trx, { nth, status }) {
        if (nth !== before?.nth || status !== before.status) await wakeRung(trx, page, clock.now())
      },
    }
    const one = wanted ?? ended
    if (one === undefined) return { next: null }
    if (one.method === pagerTry.method) {
      if (ways.pagerduty === null) return { next: null }
      const alert = pagerDispatch(view)
      if (ended) return { next: await withdraw(alert, ways.pagerduty, delivering) }
      return { next: (await deliver(alert, ways.pagerduty, delivering)).next }
    }
    const driver = ways.telling[one.kind as keyof typeof ways.telling]
    // A way that was removed can still be ended, and no more.
    if (!driver || (wanted && !view.methods.has(one.method))) return { next: null }
    const telling = await tell(view, one)
    if (ended) return { next: await withdraw(telling, driver, delivering) }
    return { next: (await deliver(telling, driver, delivering)).next }
  }

  async function tell(view: RingView, one: RingTry): Promise<Dispatch<Telling>> {
    const { page } = view.situation
    const method = view.methods.get(one.method)
    const secret = linkSecret(codeKey, page.id, one.method)
    const code = replyCode(codeKey, page.id, one.method)
    const answerUrl = publicUrl === null ? null : `${publicUrl}/ack/${secret}`
    const keysUrl = publicUrl === null ? null : `${publicUrl}/hooks/twilio/voice`
    const thing = tryKey(page.id, one)
    const answer = { page: page.id, method: one.method, linkHash: linkHash(secret), code }
    const [taken] = await Promise.all([referencesTo(db, one.method, thing), openAnswer(db, answer, page.at)])
    const said = method && pageWords(method.kind, page, { keysUrl, code, answerUrl }, words)
    return {
      ...worthOf(view),
      thing,
      target: one.method,
      payload: {
        to: method?.value ?? '',
        title: said?.title ?? '',
        text: said?.text ?? '',
        urgent: true,
        tag: `page-${page.id.replaceAll('/', '-')}`,
        answerUrl,
        callback: publicUrl === null ? null : `${publicUrl}/hooks/twilio/status`,
        worthFor: method?.kind === 'sms' ? smsWorth : ringFor,
        taken,
      },
    }
  }

  function pagerDispatch(view: RingView): Dispatch<PagerDutyAlert> {
    const { page } = view.situation
    const grades = { P1: 'critical', P2: 'error', P3: 'warning', P4: 'info', P5: 'info' } as const
    return {
      ...worthOf(view),
      thing: tryKey(page.id, pagerTry),
      target: pagerTry.method,
      payload: {
        dedupKey: `muster:page:${page.id}`,
        summary: pagerSummary(page, words),
        severity: grades[page.severity ?? words.defaultSeverity],
        at: page.at,
        details: {
          person: page.user,
          [isAlertGroup(page.subject) ? 'alert' : 'incident']: String(page.subject),
        },
      },
    }
  }
}

function worthOf({ situation: { page } }: RingView): Pick<Dispatch<unknown>, 'page' | 'since' | 'until'> {
  return { page: page.id, since: page.at, until: new Date(+page.at + ringFor) }
}
