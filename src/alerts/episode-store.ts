/** Episodes of alerts in the database, each in its group. */
import type { Trx } from '#db/database.ts'
import { rowSlices } from './row-slices.ts'
import type { PlacedEpisode } from './regroup.ts'

export interface StoredEpisode {
  alert: string
  startsAt: Date
  group: number
}

/** Episodes of these alerts from `since` on. */
export async function episodesSince(
  trx: Trx,
  alerts: readonly string[],
  since: Date,
): Promise<StoredEpisode[]> {
  return trx
    .selectFrom('alert_episode')
    .select(['alert', 'starts_at as startsAt', 'group_number as group'])
    .where('alert', 'in', alerts)
    .where('starts_at', '>=', since)
    .execute()
}

/** Episodes that stand in these groups. */
export async function episodesIn(trx: Trx, groups: readonly number[]) {
  if (groups.length === 0) return []
  return trx
    .selectFrom('alert_episode')
    .select([
      'alert',
      'starts_at as startsAt',
      'last_at as lastAt',
      'ends_at as endsAt',
      'state',
      'severity',
      'group_number as group',
    ])
    .where('group_number', 'in', groups)
    .execute()
}

export async function saveEpisodes(
  trx: Trx,
  episodes: readonly (PlacedEpisode & { group: number })[],
): Promise<void> {
  for (const part of rowSlices(episodes)) {
    await trx
      .insertInto('alert_episode')
      .values(
        part.map(({ alert, startsAt, lastAt, endsAt, state, severity, group }) => ({
          alert,
          starts_at: startsAt,
          last_at: lastAt,
          ends_at: endsAt,
          state,
          severity,
          group_number: group,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['alert', 'starts_at']).doUpdateSet((e) => ({
          last_at: e.ref('excluded.last_at'),
          ends_at: e.ref('excluded.ends_at'),
          state: e.ref('excluded.state'),
          severity: e.ref('excluded.severity'),
          group_number: e.ref('excluded.group_number'),
        })),
      )
      .execute()
  }
}

/** Takes away episodes that a late word made part of others. */
export async function dropEpisodes(
  trx: Trx,
  episodes: readonly Pick<StoredEpisode, 'alert' | 'startsAt'>[],
): Promise<void> {
  for (const { alert, startsAt } of episodes)
    await trx
      .deleteFrom('alert_episode')
      .where('alert', '=', alert)
      .where('starts_at', '=', startsAt)
      .execute()
}
