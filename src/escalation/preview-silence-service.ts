/** Shows who would be paged, once Slack has said who of them hears nothing. */
import type { Clock } from '#clock.ts'
import type { Callee } from '#incidents/incident.ts'
import type { AskedLevel } from './ladder-preview.ts'
import type { SlackPort } from '#slack-port.ts'
import { lookUpSilence } from './do-not-disturb.ts'
import type { EscalationService } from './escalation-service.ts'

export interface SilencePreviewParts {
  clock: Clock
  slack: SlackPort
  escalation: Pick<EscalationService, 'preview' | 'knowSilence'>
}

export type HearPreview = ReturnType<typeof createSilencePreview>

export function createSilencePreview({ clock, slack, escalation }: SilencePreviewParts) {
  /** Returns the levels with people's Do Not Disturb; null when Slack says nothing new. */
  return async function hearPreview(
    number: number,
    role: Callee,
    known: readonly AskedLevel[],
  ): Promise<AskedLevel[] | null> {
    const people = known.flatMap((level) => level.people)
    const silence = await lookUpSilence(
      slack,
      people.map((one) => one.user),
      clock.now(),
    )
    const news = [...silence].filter(([user, until]) =>
      people.some((one) => one.user === user && one.silenced !== (until !== null)),
    )
    if (news.length === 0) return null
    for (const [user, until] of news) await escalation.knowSilence(user, until)
    return escalation.preview(number, role)
  }
}
