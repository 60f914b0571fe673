/** Puts episodes that changed into their groups, with the groups that they join, part or bring together. */
import type { Trx } from '#db/database.ts'
import {
  alertGroupsNear,
  countAlertGroups,
  insertAlertGroups,
  mergeAlertGroup,
  refreshAlertGroups,
  type StoredAlertGroup,
  wakeAlertGroups,
} from './alert-group-store.ts'
import { episodesIn, saveEpisodes } from './episode-store.ts'
import { type PlacedEpisode, type Regrouped, regroup } from './regroup.ts'

/** An episode that was heard of, with the groups that it, or parts of it, were in before. */
export type HeardEpisode = Omit<PlacedEpisode, 'group'> & { was: number[] }

/** `first`: the number of the next new group. */
export async function groupEpisodes(
  trx: Trx,
  heard: readonly HeardEpisode[],
  first: number,
  now: Date,
): Promise<void> {
  const near = await groupsNear(trx, heard)
  const touched = heard.map(({ was, ...episode }) => ({
    ...episode,
    group: was.find((one) => near.get(one)?.bucket === episode.placement.bucket) ?? null,
  }))
  const names = new Set(touched.map(nameOf))
  const others = (await episodesIn(trx, [...near.keys()])).flatMap((episode) => {
    const placement = near.get(episode.group)
    return placement === undefined || names.has(nameOf(episode)) ? [] : [{ ...episode, placement }]
  })
  const regrouped = regroup([...touched, ...others], first)
  await makeGroups(trx, regrouped, now)
  await saveEpisodes(
    trx,
    regrouped.groups.flatMap(({ number, members }) =>
      members
        .filter((one) => one.group !== number || names.has(nameOf(one)))
        .map((one) => ({ ...one, group: number })),
    ),
  )
  await leaveGroups(trx, heard, regrouped, now)
}

const nameOf = ({ alert, startsAt }: Pick<PlacedEpisode, 'alert' | 'startsAt'>) => `${alert} ${+startsAt}`

/** Groups that these episodes may join: of the same route and labels, within the window. */
async function groupsNear(trx: Trx, heard: readonly HeardEpisode[]): Promise<Map<number, StoredAlertGroup>> {
  const near = new Map<number, StoredAlertGroup>()
  for (const [bucket, episodes] of Map.groupBy(heard, ({ placement }) => placement.bucket)) {
    const window = episodes[0]?.placement.rule.window ?? 0
    const from = new Date(Math.min(...episodes.map(({ startsAt }) => +startsAt)) - window)
    const to = new Date(Math.max(...episodes.map(({ lastAt }) => +lastAt)) + window)
    for (const group of await alertGroupsNear(trx, bucket, from, to)) near.set(group.number, group)
  }
  return near
}

async function makeGroups(trx: Trx, { groups }: Regrouped, now: Date): Promise<void> {
  const fresh = groups.filter(({ isNew }) => isNew)
  const last = fresh.at(-1)
  if (last === undefined) return
  const rows = fresh.flatMap(({ number, members: [one] }) => (one ? [{ ...one.placement, number }] : []))
  await insertAlertGroups(trx, rows, now)
  await countAlertGroups(trx, last.number)
}

/** Brings groups into step with their episodes, and ends those of which nothing is left. */
async function leaveGroups(
  trx: Trx,
  heard: readonly HeardEpisode[],
  { groups, merged }: Regrouped,
  now: Date,
): Promise<void> {
  const left = new Map(merged)
  const homes = new Map(groups.flatMap(({ number, members }) => members.map((one) => [nameOf(one), number])))
  for (const one of heard) {
    const home = homes.get(nameOf(one))
    for (const was of one.was) if (home !== undefined && home !== was && !left.has(was)) left.set(was, home)
  }
  const numbers = [...new Set([...groups.map(({ number }) => number), ...left.keys()])]
  const changed = new Set(await refreshAlertGroups(trx, numbers, now))
  const kept = new Set((await episodesIn(trx, [...left.keys()])).map(({ group }) => group))
  for (const [from, into] of left) {
    if (kept.has(from)) continue
    await mergeAlertGroup(trx, from, into, now)
    changed.add(from).add(into)
  }
  await wakeAlertGroups(trx, changed, now)
}
