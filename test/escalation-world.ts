/** Incidents and escalation on a clock that tests move, without Slack. */
import { createPagedGroups, type PagedGroupsService } from '#alerts/paged-groups-service.ts'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { createEscalationService, type EscalationService } from '#escalation/escalation-service.ts'
import { isWaitedFor } from '#escalation/page.ts'
import type { Subject } from '#escalation/subject.ts'
import { batchName } from '#escalation/batch.ts'
import { listedOnCall } from '#escalation/on-call-lookup.ts'
import { recordAllSaid } from '#history/history-store.ts'
import { createIncidentService, type IncidentService } from '#incidents/incident-service.ts'
import { lockIncident, requireIncident } from '#incidents/incident-store.ts'
import { type Declaration, declarationOf } from '#incidents/incident.ts'
import { savePeople } from '#people/person-store.ts'
import { type Policy, policySchema } from '#policy/policy.ts'
import { unlimited } from './samples/unlimited.ts'
import type { SlotState } from '#reconcile/slot.ts'
import type { TestDatabase } from './database.ts'

export const START = new Date('2026-02-14T14:00:00Z')
export const [ann, ben, cem, dea, eve, rea] = ['U0ANN', 'U0BEN', 'U0CEM', 'U0DEA', 'U0EVE', 'U0REA'] as const
const usual = policySchema.parse({
  people: { geoc: [ann, ben, cem], im: [dea] },
  squads: { payments: { sem: [eve], manager: cem } },
})

export interface World {
  clock: Clock & { wait(minutes: number): void }
  incidents: IncidentService
  escalation: EscalationService
  groups: PagedGroupsService
  policy: Policy
}

interface Setting {
  /** The zones of people who do not live in Paris. */
  zones?: Record<string, string>
  policy?: Policy
}

export async function world(
  { db }: TestDatabase,
  { zones = {}, policy = usual }: Setting = {},
): Promise<World> {
  let at = START.getTime()
  const clock = {
    now: () => new Date(at),
    wait(minutes: number) {
      at += minutes * 60_000
    },
  }
  const person = { email: null, active: true, guest: false, changedAt: null }
  const everybody = [ann, ben, cem, dea, eve, rea]
  await savePeople(
    db,
    everybody.map((id) => ({ ...person, id, name: id, timeZone: zones[id] ?? 'Europe/Paris' })),
    START,
  )
  return { clock, policy, ...services(db, clock, policy) }
}

/** Starts a process on a database and looks at what it made there. */
export function services(
  db: Db,
  clock: Clock,
  policy: Policy,
  rings = false,
): Pick<World, 'incidents' | 'escalation' | 'groups'> {
  const groups = createPagedGroups({
    db,
    clock,
    policy,
    incidents: () => incidents,
    escalation: () => escalation,
    quietUntil: async () => null,
  })
  const escalation: EscalationService = createEscalationService({
    db,
    clock,
    policy,
    onCall: listedOnCall(policy),
    hook: true,
    groups: groups.paged,
    rings,
    incidents: {
      lock: lockIncident,
      load: (number) => requireIncident(db, number),
      events: (number, reader) => incidents.events(number, reader),
      record: (trx, incident, added, now) => incidents.record(trx, incident, added, now),
    },
  })
  const incidents = createIncidentService({
    db,
    clock,
    reactors: [groups.react, escalation.react],
    gatekeeper: async () => {},
    limits: unlimited,
    services: policy.services,
    isGuest: async () => false,
  })
  return { incidents, escalation, groups }
}

let submissions = 0
const declaration: Declaration = { ...declarationOf('Orders are missing'), severity: 'P3' }

export async function declare(
  { incidents }: Pick<World, 'incidents'>,
  wish: Partial<Declaration> = {},
): Promise<number> {
  const { incident } = await incidents.open(rea, { ...declaration, ...wish }, `view:${(submissions += 1)}`)
  return incident.number
}

/** Marks every waiting page as taken by Slack. */
export async function deliver(
  { clock, escalation }: Pick<World, 'clock' | 'escalation'>,
  number: Subject,
): Promise<void> {
  const climbs = await escalation.climbsOf(number)
  const users = climbs.flatMap((climb) => climb.pages.filter(isWaitedFor).map((page) => page.user))
  for (const user of new Set(users)) {
    const shown = (await escalation.pagesOf(user)).filter((page) => page.subject === number)
    const ts = stampOf(clock.now())
    const there = { kind: 'message', done: true, ts, refused: null } as unknown as SlotState
    await escalation.delivered(user, shown, new Map(shown.map(({ batch }) => [batchName(batch), there])))
  }
}

let said = 0

/** Records that they wrote in the room; `at` is Slack's own time. */
export async function write(
  { db }: TestDatabase,
  { escalation }: Pick<World, 'escalation'>,
  number: number,
  author: string,
  at: Date,
): Promise<void> {
  const ts = stampOf(at, (said += 1))
  await recordAllSaid(db, [
    {
      incident: number,
      said: {
        kind: 'said',
        channel: 'C0ROOM',
        ts,
        threadTs: null,
        author,
        byApp: false,
        app: null,
        subtype: null,
        text: 'On it',
        forwarded: [],
        files: [],
        editedTs: null,
        asOf: ts,
      },
    },
  ])
  await transact(db, (trx) => escalation.heardFrom(trx, number))
}

/** Slack gives no two messages of a channel one ts: `nth` tells them apart. */
function stampOf(at: Date, nth = 0): string {
  return (at.getTime() / 1000 + nth / 1_000_000).toFixed(6)
}

/** Everybody paged, as `geoc U0ANN sent`. */
export async function pages({ escalation }: Pick<World, 'escalation'>, number: Subject): Promise<string[]> {
  return (await escalation.pagedFor(number)).map(({ role, user, status }) => `${role} ${user} ${status}`)
}
