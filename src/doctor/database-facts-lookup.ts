/** Reads the database for the doctor into plain data, so that a running bot can answer another process with it. */
import { z } from 'zod'
import type { Db } from '#db/database.ts'
import { servicesOfAlerts } from '#alerts/alert-list-lookup.ts'
import { sourceFacts } from '#alerts/source-facts-lookup.ts'
import { kindsOf } from '#contacts/contact-lookup.ts'
import { pendingMigrations } from '#db/migrate.ts'
import { dueKey } from '#due/due-key.ts'
import { rangeWords } from '#words/calendar-words.ts'
import { rotaStandings, usergroupsAmiss } from '#oncall/standing-lookup.ts'
import { areAddressesHidden, findPeople, idsByEmail, unheardOf } from '#people/person-store.ts'
import { lastReading, ownTeam } from '#people/workspace-store.ts'
import { rowsOf } from '#reconcile/slot-store.ts'

/** The people somebody asked about. */
export const peopleFacts = z.object({
  /** Those found, by the id or address that was asked. */
  people: z.record(z.string(), z.object({ id: z.string(), name: z.string(), active: z.boolean() })),
  /** Ids and addresses that nobody in the workspace has. Neither here nor there: Slack has not said yet. */
  unknown: z.array(z.string()),
  /** True when Slack shows nobody's e-mail address. */
  addressesHidden: z.boolean(),
})
export type PeopleFacts = z.output<typeof peopleFacts>

export const noPeople: PeopleFacts = { people: {}, unknown: [], addressesHidden: false }

export const databaseFacts = peopleFacts.extend({
  pending: z.array(z.string()),
  team: z.string().nullable(),
  /** The policy's channels by use, and Slack's refusals of them. */
  channels: z.record(z.string(), z.object({ id: z.string().nullable(), refused: z.string().nullable() })),
  rotas: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      members: z.array(z.string()),
      /** Times in which nobody is on call, in words. */
      gaps: z.array(z.string()),
      /** True while nobody is on call. */
      isGapNow: z.boolean(),
    }),
  ),
  /** Kinds of ways of the members of rotas; no number and no address. */
  contacts: z
    .array(
      z.object({
        person: z.string(),
        usable: z.array(z.string()),
        inRules: z
          .array(z.string())
          .nullish()
          .transform((kinds) => kinds ?? null),
        retired: z.array(z.object({ kind: z.string(), code: z.string().nullable() })),
      }),
    )
    .default([]),
  /** The services that alerts name. */
  alertServices: z.array(z.string()).default([]),
  /** Of each source that was ever heard. */
  alerts: z
    .array(z.object({ source: z.string(), unreadable: z.number(), ended: z.number(), unknown: z.number() }))
    .default([]),
  /** Reasons why user groups do not follow, in words. */
  usergroups: z.array(z.string()),
  overdue: z.number(),
})
export type DatabaseFacts = z.output<typeof databaseFacts>

/** Reads the facts. `named` holds ids and e-mail addresses that the policy names. */
export async function readDatabaseFacts(db: Db, named: readonly string[], now: Date): Promise<DatabaseFacts> {
  const pending = await pendingMigrations(db)
  if (pending.length > 0)
    return {
      ...noPeople,
      pending,
      team: null,
      channels: {},
      rotas: [],
      contacts: [],
      alertServices: [],
      alerts: [],
      usergroups: [],
      overdue: 0,
    }
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
    ...(await peopleAmong(db, [...named, ...rotas.flatMap(({ members }) => members)])),
    rotas,
    contacts: await kindsOf(db, [...new Set(rotas.flatMap(({ members }) => members))]),
    alertServices: await servicesOfAlerts(db, 100),
    alerts: await sourceFacts(db),
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
    isGapNow: gaps.some(({ start }) => start <= now),
  }))
}

async function peopleAmong(db: Db, asked: readonly string[]): Promise<PeopleFacts> {
  const addresses = asked.filter((one) => one.includes('@')).map((one) => one.toLowerCase())
  const ids = await idsByEmail(db, addresses)
  const idOf = (one: string) => (one.includes('@') ? ids.get(one.toLowerCase()) : one)
  const found = await findPeople(
    db,
    asked.map(idOf).filter((id) => id !== undefined),
  )
  const people = Object.fromEntries(
    asked.flatMap((one) => {
      const person = found.get(idOf(one) ?? '')
      return person ? [[one, { id: person.id, name: person.name, active: person.active }]] : []
    }),
  )
  const wereRead = (await lastReading(db)) !== null
  const unheard = await unheardOf(db, addresses, null)
  const isSettled = (one: string) => wereRead || (one.includes('@') && !unheard.has(one.toLowerCase()))
  return {
    people,
    unknown: asked.filter((one) => !(one in people) && isSettled(one)),
    addressesHidden: wereRead && (await areAddressesHidden(db)),
  }
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
