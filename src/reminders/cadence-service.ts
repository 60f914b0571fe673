/** Reminds the people on an incident quietly, and keeps followers posted. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { peopleAmong } from '#incidents/actor.ts'
import type { IncidentService, Reactor } from '#incidents/incident-service.ts'
import type { Incident, UserId } from '#incidents/incident.ts'
import { findPeople } from '#people/person-store.ts'
import type { Policy } from '#policy/policy.ts'
import { urgencies } from '#urgency.ts'
import { type CadencePolicy, type CadenceFacts, wants } from './cadence.ts'
import { incidentsTaken, lastSaid, remindersOf, saveReminders, snoozeReminder } from './cadence-store.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { day } from '#time.ts'
import { allFollowers, follow, followedBy, followersOf, unfollow } from './follower-store.ts'
import { type Quiet, remind } from './reminder.ts'

export interface CadenceServiceParts {
  db: Db
  clock: Clock
  policy: CadencePolicy & Pick<Policy, 'rotas'>
  incidents: Pick<IncidentService, 'load' | 'events'>
  climbsOf: EscalationService['climbsOf']
  /** The start of the GEOC's present shift; null for a person who is not on call. */
  shiftBegan(user: UserId): Promise<Date | null>
}

export type CadenceService = ReturnType<typeof createCadenceService>

/** The length that counts as one shift of somebody who is in no rota, in milliseconds. */
export function createCadenceService({
  db,
  clock,
  policy,
  incidents,
  climbsOf,
  shiftBegan,
}: CadenceServiceParts) {
  /** Wakes the look after every change. */
  const reactor: Reactor = (trx, { incident, now }) =>
    wake(trx, dueKey('cadence', incident.number), { at: now, urgency: urgencies.paperwork })

  /** Decides which reminders leave now, and when to look again. */
  async function look(number: number): Promise<{ next: Date | null }> {
    const now = clock.now()
    const facts = await factsOf(number, now)
    const due = remind(wants(facts, policy), await remindersOf(db, number), await quietFor(facts), now)
    if (due.ask.length > 0 || due.settle.length > 0)
      await transact(db, (trx) => saveReminders(trx, number, due, now))
    return { next: due.next }
  }

  async function factsOf(number: number, now: Date): Promise<CadenceFacts> {
    const incident = await incidents.load(number)
    const climbs = await climbsOf(number)
    const { geoc } = incident.roles
    return {
      incident,
      events: await incidents.events(number),
      lastSaid: await lastSaid(db, number),
      callingIm: climbs.some((one) => one.role === 'im' && one.state === 'climbing'),
      load: geoc === undefined ? 0 : await incidentsTaken(db, geoc, await sinceWhen(geoc, now)),
    }
  }

  async function sinceWhen(geoc: UserId, now: Date): Promise<Date> {
    return (await shiftBegan(geoc)) ?? new Date(now.getTime() - day)
  }

  async function quietFor({ incident, lastSaid: said }: CadenceFacts): Promise<Quiet> {
    const { severities, rotas } = policy
    const canWait = !severities[incident.severity ?? severities.default].pageAtNight
    const holders = Object.values(incident.roles).filter((user) => user !== undefined)
    const people = await findPeople(db, peopleAmong([...holders, incident.reporter]))
    return {
      lastSaid: said,
      sleepsIn: (person) => (canWait ? (people.get(person ?? '')?.timeZone ?? rotas.timeZone) : null),
    }
  }

  /** Pauses a reminder for this many minutes; null for good. */
  async function snooze(
    number: number,
    reminder: { key: string; nth: number },
    minutes: number | null,
  ): Promise<void> {
    const now = clock.now()
    const until = minutes === null ? null : new Date(now.getTime() + minutes * 60_000)
    await transact(db, async (trx) => {
      await snoozeReminder(trx, number, reminder, until)
      await wake(trx, dueKey('cadence', number), { at: now, urgency: urgencies.talk })
    })
  }

  /** Begins or stops sending an incident's updates to a person. They must be allowed to see it. */
  async function following({ number, updates }: Incident, person: UserId, is: boolean): Promise<void> {
    await transact(db, async (trx) => {
      await (is ? follow : unfollow)(trx, number, person, updates.length)
      await wake(trx, dueKey('cadence', number), { at: clock.now(), urgency: urgencies.talk })
    })
  }

  /** Somebody who has left the company reads no updates. */
  async function personLeft(person: UserId): Promise<void> {
    for (const number of await followedBy(db, person))
      await following(await incidents.load(number), person, false)
  }

  return {
    reactor,
    look,
    holders: () => allFollowers(db),
    personLeft,
    snooze,
    following,
    remindersOf: (number: number) => remindersOf(db, number),
    followersOf: (number: number) => followersOf(db, number),
  }
}
