/** Gives pages to the company's outside pager: the run of `hook:<page>`. */
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { hour } from '#time.ts'
import { pageHookBody } from './page-hook-body.ts'
import { deliver, type DeliverParts } from '#outbound/deliver.ts'
import { signedWebhook } from '#outbound/drivers/signed-webhook.ts'

export interface PageHookParts extends Pick<DeliverParts, 'db' | 'clock' | 'log'> {
  url: string
  secrets: readonly string[]
  escalation: Pick<EscalationService, 'findPage'>
}

/** Milliseconds to keep trying: by then the climb has left the page behind. */
const giveUpAfter = hour

export function createPageHook({ url, secrets, escalation, ...parts }: PageHookParts) {
  const pager = signedWebhook({ kind: 'page hook', url, secrets })
  /** While the page waits for an answer, again and ever more slowly, until the pager takes it. */
  return async function hook(
    id: string,
    run: Pick<RunContext, 'underWay' | 'stillHeld'>,
  ): Promise<{ next: Date | null }> {
    const page = await escalation.findPage(id)
    if (!page || page.drill || !isWaitedFor(page)) return { next: null }
    const until = new Date(page.at.getTime() + giveUpAfter)
    const wanted = {
      thing: dueKey('hook', id),
      target: page.user,
      payload: pageHookBody(page),
      since: page.at,
      until,
    }
    const { next } = await deliver(wanted, pager, { ...parts, ...run })
    return { next }
  }
}
