/** Takes in what sources said of alerts: alerts, episodes and groups follow, in one transaction and in any order. */
import type { Trx } from '#db/database.ts'
import { hour } from '#time.ts'
import { alertGroupsWith, nextAlertGroup } from './alert-group-store.ts'
import { alertsWith, saveAlerts, type SavedAlert, usualGap } from './alert-store.ts'
import { dropEpisodes, episodesSince, type StoredEpisode } from './episode-store.ts'
import { type Episode, episodesOf } from './episode.ts'
import { groupEpisodes, type HeardEpisode } from './grouping-service.ts'
import { afterHearing, alertId, type HeardAlert, type KnownAlert, ownAlertWith } from './known-alert.ts'
import { placementOf, type RoutingRules } from './placement.ts'
import { serviceNamed } from './route.ts'

export interface HearingRules extends RoutingRules {
  /** Milliseconds after which an alert of the source is unknown; null where it is learned. */
  silentAfter: (source: string) => number | null
}

/** The wait before an alert is unknown, in milliseconds: of a source never heard to repeat itself, and the shortest. */
const [unlearned, shortest] = [24 * hour, hour]

/** Commit it alone: until then nothing else is decided of alerts, in whatever process. */
export async function hearAlerts(
  trx: Trx,
  words: readonly HeardAlert[],
  rules: HearingRules,
  now: Date,
): Promise<void> {
  if (words.length === 0) return
  const next = await nextAlertGroup(trx)
  const known = await alertsWith(trx, [...new Set(words.map(idOf))])
  const touched = new Set<string>()
  for (const word of words) {
    const before = known.get(idOf(word)) ?? null
    if (word.ifOpen && (before === null || before.state === 'resolved')) continue
    known.set(idOf(word), afterHearing(before, word))
    touched.add(idOf(word))
  }
  const alerts = [...known.values()].filter(({ id }) => touched.has(id))
  if (alerts.length === 0) return
  const { episodes, gone } = await follow(trx, alerts, rules)
  await saveAlerts(trx, await withSilence(trx, alerts, rules))
  await dropEpisodes(trx, gone)
  await groupEpisodes(trx, episodes, next, now)
}

const idOf = ({ source, sighting }: HeardAlert) => alertId(source, sighting.key)

/** The episodes that follow from the marks of these alerts, each where it belongs; and stored ones that are no more. */
async function follow(
  trx: Trx,
  alerts: readonly KnownAlert[],
  rules: HearingRules,
): Promise<{ episodes: HeardEpisode[]; gone: StoredEpisode[] }> {
  const since = new Date(Math.min(...alerts.flatMap(({ marks }) => marks[0]?.at ?? [])))
  const rows = await episodesSince(
    trx,
    alerts.map(({ id }) => id),
    since,
  )
  const stored = Map.groupBy(rows, ({ alert }) => alert)
  const numbers = [...new Set(rows.map(({ group }) => group))]
  const groups = new Map((await alertGroupsWith(trx, numbers)).map((group) => [group.number, group]))
  const episodes: HeardEpisode[] = []
  const gone: StoredEpisode[] = []
  for (const alert of alerts) {
    const from = alert.marks[0]?.at ?? 0
    const before = (stored.get(alert.id) ?? []).filter(({ startsAt }) => +startsAt >= from)
    const after = episodesOf(alert.marks)
    for (const episode of after) {
      const was = before.filter((row) => isWithin(row, episode)).map(({ group }) => group)
      const group = groups.get(was[0] ?? 0)
      const state = episode.endsAt === null ? ('firing' as const) : ('resolved' as const)
      const placement = placementOf(alert, episode, group, rules)
      episodes.push({ ...episode, alert: alert.id, state, was, placement })
    }
    const starts = new Set(after.map(({ startsAt }) => +startsAt))
    gone.push(...before.filter(({ startsAt }) => !starts.has(+startsAt)))
  }
  return { episodes, gone }
}

/** A late word may have moved the start of an episode to an earlier time. */
function isWithin({ startsAt }: StoredEpisode, episode: Episode): boolean {
  return startsAt >= episode.startsAt && startsAt <= episode.lastAt
}

async function withSilence(
  trx: Trx,
  alerts: readonly KnownAlert[],
  { services, silentAfter }: HearingRules,
): Promise<SavedAlert[]> {
  const usual = new Map<string, number | null>()
  for (const source of new Set(alerts.map((alert) => alert.source)))
    usual.set(source, await usualGap(trx, source))
  const waitFor = ({ source, longestGap }: KnownAlert) => {
    const gap = Math.max(usual.get(source) ?? 0, longestGap ?? 0)
    return silentAfter(source) ?? (gap === 0 ? unlearned : Math.max(shortest, 3 * gap))
  }
  return alerts.map((alert) => {
    const latest = episodesOf(alert.marks).at(-1)
    const isOwn = ownAlertWith(alert.key) === 'silent'
    const silentAt = new Date(+alert.lastHeardAt + waitFor(alert))
    return {
      ...alert,
      service: serviceNamed(services, alert.source, alert),
      startsAt: latest?.startsAt ?? null,
      endsAt: latest?.endsAt ?? null,
      silentAt: alert.state === 'firing' && !isOwn ? silentAt : null,
    }
  })
}
