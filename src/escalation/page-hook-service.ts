/** Gives pages to the company's outside pager: the run of `hook:<page>`. */
import { type Clock, systemClock } from '#clock.ts'
import type { RunContext } from '#due/runner.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { pageHookRequest } from '#escalation/page-hook-request.ts'
import { hour } from '#time.ts'

export interface PageHookParts {
  url: string
  secret: string
  clock: Clock
  escalation: Pick<EscalationService, 'findPage'>
}

const answerWithin = 5_000
const retry = { first: 5_000, last: 60_000 }
/** A page nobody could be told of for so long has been climbed past. */
const giveUpAfter = hour

export function createPageHook({ url, secret, clock, escalation }: PageHookParts) {
  /** At least once while the page waits for an answer; again, ever more slowly, until a 2xx. */
  return async function hook(id: string, run: Pick<RunContext, 'underWay'>): Promise<{ next: Date | null }> {
    const page = await escalation.findPage(id)
    if (!page || page.drill || !isWaitedFor(page)) return { next: null }
    // The outside pager may be slow, and nothing in Slack waits for it.
    run.underWay()
    // Whoever checks the signature has the real time, whatever clock incidents live by.
    const { headers, body } = pageHookRequest(page, secret, systemClock.now())
    if (await post(url, headers, body)) return { next: null }
    const age = clock.now().getTime() - page.at.getTime()
    if (age > giveUpAfter) return { next: null }
    return { next: new Date(clock.now().getTime() + Math.min(retry.last, Math.max(retry.first, age))) }
  }
}

async function post(url: string, headers: Record<string, string>, body: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(answerWithin)
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
