/** Groups of alerts in the world of escalation: what fires and clears, as the core leaves it in the database. */
import { insertAlertGroups, refreshAlertGroups, wakeAlertGroups } from '#alerts/alert-group-store.ts'
import type { AlertSeverity } from '#alerts/sighting.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import type { AlertRoute } from '#policy/routes.ts'

export interface Fired {
  group: number
  key: string
  at: Date
  title?: string
  severity?: AlertSeverity
  service?: string | null
  route?: Partial<AlertRoute>
  /** The time at which it cleared. */
  cleared?: Date
}

const route = { when: {}, do: 'page', severity: null, groupBy: ['service'], window: 1_800_000 } as const

/** Says that an alert of a group fires, or no longer does. */
export async function fire(db: Db, ...all: readonly Fired[]): Promise<void> {
  await transact(db, async (trx) => {
    for (const {
      group,
      key,
      at,
      title = key,
      severity = 'critical',
      service = null,
      route: own = {},
      cleared,
    } of all) {
      const known = await trx.selectFrom('alert_group').select('number').where('number', '=', group).execute()
      const rule = { ...route, ...own } as AlertRoute
      if (known.length === 0)
        await insertAlertGroups(
          trx,
          [{ number: group, route: 'r1', rule, bucket: `b${group}`, labels: {} }],
          at,
        )
      const state = cleared ? ('resolved' as const) : ('firing' as const)
      await trx
        .insertInto('alert')
        .values({
          id: key,
          source: 'prom',
          key,
          state,
          title,
          body: '',
          severity,
          labels: '{}',
          links: JSON.stringify([{ title: 'Graph', url: 'https://prom.example.com/g' }]),
          rule: null,
          service,
          marks: '[]',
          content_rank: '0',
          starts_at: at,
          ends_at: cleared ?? null,
          first_heard_at: at,
          last_heard_at: at,
          heard: 1,
          longest_gap_s: null,
          silent_at: null,
          delivery: null,
        })
        .onConflict((c) => c.column('id').doUpdateSet({ state, ends_at: cleared ?? null }))
        .execute()
      await trx
        .insertInto('alert_episode')
        .values({
          alert: key,
          starts_at: at,
          last_at: at,
          ends_at: cleared ?? null,
          state,
          severity,
          group_number: group,
        })
        .onConflict((c) => c.columns(['alert', 'starts_at']).doUpdateSet({ state, ends_at: cleared ?? null }))
        .execute()
    }
    const groups = [...new Set(all.map(({ group }) => group))]
    const now = all[0]?.cleared ?? all[0]?.at ?? new Date(0)
    await refreshAlertGroups(trx, groups, now)
    await wakeAlertGroups(trx, groups, now)
  })
}
