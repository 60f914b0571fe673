/** The run of `group-shown:<number>`: shows a group of alerts to engineers as one message, which grows and ends. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import { alertGroupOf, alertsOfGroup } from '#alerts/alert-group-store.ts'
import { lastShown, noteShown } from '#alerts/group-shown-store.ts'
import type { QuietService } from '#alerts/quiet-service.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Words } from '#incidents/words.ts'
import { groupMessage } from '#messages/alerts/group-message.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { ChannelRef } from '#reconcile/slot.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'

export interface ShowGroupParts {
  db: Db
  clock: Clock
  slack: SlackPort
  words: Words
  tech: ChannelRef
  quiet: Pick<QuietService, 'quieting'>
  incidents: Pick<IncidentService, 'load'>
}

/** Milliseconds between two edits: a storm grows fast, and nobody reads faster. */
const seldom = 15_000

/** Alerts read for one message. */
const enough = 6

export function createShowGroup({ db, clock, slack, words, tech, quiet, incidents }: ShowGroupParts) {
  return async function showGroup(number: number, run: RunContext): Promise<{ next: Date | null }> {
    const found = await alertGroupOf(db, number)
    if (found === undefined) return { next: null }
    const now = clock.now()
    if (found.incident !== null)
      await wake(db, dueKey('incident', found.incident), { at: now, urgency: urgencies.talk })
    const last = await lastShown(db, number)
    const again = last === null ? null : new Date(+last + seldom)
    if (again !== null && again > now) return { next: again }
    const isPaging = found.rule.do === 'page' || found.rule.do === 'declare'
    const window = isPaging || found.rule.do === 'show' ? await quiet.quieting(number) : null
    const isWanted = found.rule.do === 'show' || (isPaging && window !== null)
    if (last === null && (!isWanted || found.mergedInto !== null)) return { next: null }

    const group = await withoutSecret(found)
    const alerts = await alertsOfGroup(db, number, enough)
    await noteShown(db, number, now)
    const { next } = await reconcile(
      dueKey('group-shown', number),
      [
        {
          kind: 'message',
          name: 'group',
          urgency: urgencies.room,
          channel: tech,
          message: groupMessage(group, { words, alerts, quiet: window }),
        },
      ],
      { db, slack, clock, ...run },
    )
    return { next }
  }

  /** Leaves out a private incident, and a drill. */
  async function withoutSecret<T extends { incident: number | null }>(group: T): Promise<T> {
    if (group.incident === null) return group
    const incident = await incidents.load(group.incident)
    return incident.private || incident.drill ? { ...group, incident: null } : group
  }
}
