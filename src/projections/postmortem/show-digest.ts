/** The run of `digest:weekly`: lists open promises once a week where post-mortems are published, and tells engineers which alerts were of no use. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import { notUsefulBetween } from '#alerts/alert-list-lookup.ts'
import type { Words } from '#incidents/words.ts'
import { notUsefulWeek } from '#messages/alerts/not-useful.ts'
import { digest } from '#messages/postmortem/postmortem-notices.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import type { ChannelRef, Slot } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import { openActions } from '#postmortems/action-store.ts'
import { unfinished } from '#postmortems/postmortem-store.ts'
import { nextMonday } from '#postmortems/weekly.ts'
import { day } from '#time.ts'

export interface ShowDigestParts {
  db: Db
  clock: Clock
  slack: SlackPort
  incidents: Pick<IncidentService, 'load'>
  channel: ChannelRef
  tech: ChannelRef
  words: Words
  zone: string
}

export function createShowDigest({
  db,
  clock,
  slack,
  incidents,
  channel,
  tech,
  words,
  zone,
}: ShowDigestParts) {
  return async function showDigest(run: RunContext): Promise<{ next: Date | null }> {
    const now = clock.now()
    const next = nextMonday(now, zone)
    const began = new Date(next.getTime() - 7 * day)
    // A digest late by more than a day, after a long silence, is left out.
    if (now.getTime() - began.getTime() > day) return { next }
    const owed = await Promise.all(
      (await unfinished(db)).map(async (one) => ({ ...one, ...named(await incidents.load(one.incident)) })),
    )
    const items = (await openActions(db)).filter((one) => !one.private && !one.drill)
    const message = digest(owed, items, now)
    const name = `week:${began.toISOString().slice(0, 10)}`
    const noise = notUsefulWeek(await notUsefulBetween(db, new Date(+began - 7 * day), began), words)
    const slot = { kind: 'message' as const, urgency: urgencies.paperwork }
    const slots: Slot[] = [
      ...(message ? [{ ...slot, name, channel, message }] : []),
      ...(noise ? [{ ...slot, name: `alerts:${name}`, channel: tech, message: noise }] : []),
    ]
    const shown = await reconcile(dueKey('digest', 'weekly'), slots, { db, slack, clock, ...run })
    return { next: shown.next !== null && shown.next < next ? shown.next : next }
  }
}

function named({ number, title }: { number: number; title: string }) {
  return { number, title }
}
