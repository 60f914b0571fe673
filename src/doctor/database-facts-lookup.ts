/** Reads the database for the doctor into plain data, so that a running bot can answer another process with it. */
import { z } from 'zod'
import type { Db } from '#db/database.ts'
import { pendingMigrations } from '#db/migrate.ts'
import { dueKey } from '#due/due-key.ts'
import { rangeWords } from '#words/calendar-words.ts'
import { rotaStandings, usergroupsAmiss } from '#oncall/standing-lookup.ts'
import { findPeople, idsByEmail } from '#people/person-store.ts'
import { ownTeam } from '#people/workspace-store.ts'
import { rowsOf } from '#reconcile/slot-store.ts'

export const databaseFacts = z.object({
  pending: z.array(z.string()),
  team: z.string().nullable(),
  /** The policy's channels by use, and Slack's refusals of them. */
  channels: z.record(z.string(), z.object({ id: z.string().nullable(), refused: z.string().nullable() })),
  /** The people found, by the id or address that was asked. */
  people: z.record(z.string(), z.object({ id: z.string(), name: z.string(), active: z.boolean() })),
  rotas: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      members: z.array(z.string()),
      /** Times in which nobody is on call, in words. */
      gaps: z.array(z.string()),
    }),
  ),
  /** Reasons why user groups do not follow, in words. */
  usergroups: z.array(z.string()),
  overdue: z.number(),
})
export type DatabaseFacts = z.output<typeof databaseFacts>

/** Reads the facts. `listed` holds ids and e-mail addresses that the policy names. */
export async function readDatabaseFacts(
  db: Db,
  listed: readonly string[],
  now: Date,
): Promise<DatabaseFacts> {
  const pending = await pendingMigrations(db)
  if (pending.length > 0)
    return { pending, team: null, channels: {}, people: {}, rotas: [], usergroups: [], overdue: 0 }
  const rotas = await rotasOf(db, now)
  const slots = await rowsOf(db, dueKey('workspace', 'channels'))
  return {
    pending,
    team: await ownTeam(db),
    channels: Object.fromEntries(
      [...slots].map(([name, { channel, refused }]) => [
        name.replace('channel:', ''),
        { id: channel, refused },
      ]),
    ),
    people: await known(db, [...listed, ...rotas.flatMap(({ members }) => members)]),
    rotas,
    usergroups: await usergroupsAmiss(db),
    overdue: await overdue(db, now),
  }
}

async function rotasOf(db: Db, now: Date): Promise<DatabaseFacts['rotas']> {
  return (await rotaStandings(db, now)).map(({ rota: { id, name, timeZone }, members, gaps }) => ({
    id,
    name,
    members: [...members],
    gaps: gaps.map((gap) => rangeWords(gap, timeZone)),
  }))
}

async function known(db: Db, asked: readonly string[]): Promise<DatabaseFacts['people']> {
  const addresses = asked.filter((one) => one.includes('@')).map((one) => one.toLowerCase())
  const ids = await idsByEmail(db, addresses)
  const idOf = (one: string) => (one.includes('@') ? ids.get(one.toLowerCase()) : one)
  const people = await findPeople(
    db,
    asked.map(idOf).filter((id) => id !== undefined),
  )
  return Object.fromEntries(
    asked.flatMap((one) => {
      const person = people.get(idOf(one) ?? '')
      return person ? [[one, { id: person.id, name: person.name, active: person.active }]] : []
    }),
  )
}

/** Counts the keys that should have been looked at more than five minutes ago. */
async function overdue(db: Db, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('due')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('due_at', '<', new Date(now.getTime() - 5 * 60_000))
    .executeTakeFirstOrThrow()
  return Number(count)
}
