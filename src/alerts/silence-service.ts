/** Notices what is no longer heard: heartbeats that stop, and alerts of which their source says nothing more. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import type { AlertSource } from '#policy/sources.ts'
import { earliest } from '#time.ts'
import { nextAlertGroup, refreshAlertGroups, wakeAlertGroups } from './alert-group-store.ts'
import { heartbeatStopped, heartbeatWord } from './heartbeat-word.ts'
import { hearAlerts, type HearingRules } from './hearing-service.ts'
import { forgetSilent, lastDeliveries, nextSilence, silentSources } from './silence-store.ts'

export interface SilenceParts {
  db: Db
  clock: Clock
  sources: Readonly<Record<string, AlertSource>>
  rules: HearingRules
}

export function createAlertSilence({ db, clock, sources, rules }: SilenceParts) {
  // What was sent while Muster itself was away was not heard.
  const startedAt = clock.now()
  const beating = Object.entries(sources).flatMap(([name, source]) =>
    source.kind === 'heartbeat' ? [{ name, every: source.every }] : [],
  )

  /** The run of `alerts:silence`. */
  return async function look(): Promise<{ next: Date | null }> {
    const now = clock.now()
    const last = await lastDeliveries(
      db,
      beating.map(({ name }) => name),
    )
    const due = beating.flatMap(({ name, every }) => {
      const at = last.get(name)
      return at === undefined ? [] : [{ name, every, at, alarm: new Date(Math.max(+at, +startedAt) + every) }]
    })
    const stopped = due.filter(({ alarm }) => alarm <= now)
    const known = await silentSources(db)
    await transact(db, async (trx) => {
      const words = [
        ...stopped
          .filter(({ name }) => !known.includes(name))
          .map(({ name, every, at }) => heartbeatStopped(name, at, every, now)),
        // Nobody expects a heartbeat any more that the policy does not have.
        ...known
          .filter((name) => sources[name]?.kind !== 'heartbeat')
          .map((name) => heartbeatWord(name, now)),
      ]
      await hearAlerts(trx, words, rules, now)
      await nextAlertGroup(trx)
      const groups = await forgetSilent(trx, now)
      await wakeAlertGroups(trx, await refreshAlertGroups(trx, groups, now), now)
    })
    const waiting = due.filter(({ alarm }) => alarm > now).map(({ alarm }) => alarm)
    return { next: earliest([await nextSilence(db), ...waiting]) }
  }
}
