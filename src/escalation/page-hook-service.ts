/** Gives pages to the company's outside pager: the runs of `hook:<page>` and, for what is held back, `hook-summary:<span>`. */
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { isWaitedFor } from '#escalation/page.ts'
import type { Rate } from '#policy/limits.ts'
import { hour } from '#time.ts'
import { urgencies } from '#urgency.ts'
import type { Severity } from '#incidents/incident.ts'
import { heldIn, isHeldBack, readSummary, summaryOf } from './held-back.ts'
import { pageHookBody, pageSummaryBody } from './page-hook-body.ts'
import { deliver, type DeliverParts, type OutboundRun } from '#outbound/deliver.ts'
import { signedWebhook } from '#outbound/drivers/signed-webhook.ts'

export interface PageHookParts extends Pick<DeliverParts, 'db' | 'clock' | 'log'> {
  url: string
  secrets: readonly string[]
  escalation: Pick<EscalationService, 'findPage' | 'pagesSince'>
  /** Pages of one person that are given one by one; null for all. */
  limit: Rate | null
  defaultSeverity: Severity
}

/** Milliseconds to keep trying: by then the climb has left the page behind. */
const giveUpAfter = hour

export function createPageHook({
  url,
  secrets,
  escalation,
  limit,
  defaultSeverity,
  ...parts
}: PageHookParts) {
  const pager = signedWebhook({ kind: 'page hook', url, secrets })
  const hold = limit && { limit, defaultSeverity }

  /** While the page waits for an answer, again and ever more slowly, until the pager takes it. */
  async function page(id: string, run: OutboundRun): Promise<{ next: Date | null }> {
    const shown = await escalation.findPage(id)
    if (!shown || shown.drill || !isWaitedFor(shown)) return { next: null }
    if (hold) {
      const since = new Date(+shown.at - hold.limit.within)
      if (isHeldBack(shown, await escalation.pagesSince(shown.user, since), hold)) {
        const summary = dueKey('hook-summary', summaryOf(shown, hold))
        await wake(parts.db, summary, { at: parts.clock.now(), urgency: urgencies.page })
        return { next: null }
      }
    }
    return give(dueKey('hook', id), shown.user, pageHookBody(shown), shown.at, run)
  }

  /** One for all pages of a person that a span of the limit holds back. */
  async function summary(id: string, run: OutboundRun): Promise<{ next: Date | null }> {
    if (!hold) return { next: null }
    const { user, start } = readSummary(id)
    const all = await escalation.pagesSince(user, new Date(+start - hold.limit.within))
    const held = heldIn(id, all, hold)
    const [first] = held
    if (first === undefined) return { next: null }
    return give(dueKey('hook-summary', id), user, pageSummaryBody(id, held, defaultSeverity), first.at, run)
  }

  async function give(
    thing: string,
    target: string,
    payload: string,
    since: Date,
    run: OutboundRun,
  ): Promise<{ next: Date | null }> {
    const until = new Date(since.getTime() + giveUpAfter)
    const { next } = await deliver({ thing, target, payload, since, until }, pager, { ...parts, ...run })
    return { next }
  }

  return { page, summary }
}
