/** The run of `silence:<user>`: finds out if a paged person can hear their page. Never delays the page itself. */
import type { Clock } from '#clock.ts'
import type { UserId } from '#incidents/incident.ts'
import type { SlackPort } from '#slack-port.ts'
import { lookUpSilence } from './do-not-disturb.ts'
import type { EscalationService } from './escalation-service.ts'
import { isWaitedFor } from './page.ts'

export interface SilenceServiceParts {
  clock: Clock
  slack: SlackPort
  escalation: Pick<EscalationService, 'pagesOf' | 'mayBeAsked' | 'knowSilence'>
}

const askAgainAfter = 30_000

export function createSilenceService({ clock, slack, escalation }: SilenceServiceParts) {
  return async function hear(user: UserId): Promise<{ next: Date | null }> {
    const newest = (await escalation.pagesOf(user)).findLast(
      (page) => isWaitedFor(page) && page.silenced === null,
    )
    if (!newest) return { next: null }
    // The people who may be asked next are looked up too, so that it is known when their turn comes.
    const users = [user, ...(await escalation.mayBeAsked(newest.subject))]
    const silence = await lookUpSilence(slack, users, clock.now())
    for (const [one, until] of silence) await escalation.knowSilence(one, until)
    return { next: silence.has(user) ? null : new Date(clock.now().getTime() + askAgainAfter) }
  }
}
