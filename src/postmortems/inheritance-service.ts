/** Passes post-mortems and action items of people who left the company to others. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import type { WhoIsOnCall } from '#escalation/on-call-lookup.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Incident, UserId } from '#incidents/incident.ts'
import { canSee } from '#incidents/privacy.ts'
import { findPeople } from '#people/person-store.ts'
import type { Policy } from '#policy/policy.ts'
import { bequeath, owedBy, ownersOfWork } from './inheritance-store.ts'
import { ownersInLine } from './postmortem.ts'
import { findPostmortem } from './postmortem-store.ts'
import { wakePaperwork } from './paperwork-service.ts'

export interface InheritanceParts {
  db: Db
  clock: Clock
  policy: Pick<Policy, 'postmortem'>
  incidents: () => Pick<IncidentService, 'load' | 'events'>
  onCall: Pick<WhoIsOnCall, 'turns'>
}

export function createInheritance({ db, clock, policy, incidents, onCall }: InheritanceParts) {
  async function personLeft(user: UserId): Promise<void> {
    for (const number of await owedBy(db, user)) {
      const now = clock.now()
      const incident = await incidents().load(number)
      const inLine = ownersInLine(incident, await incidents().events(number), policy, await onDuty(now))
      const [heir = null] = await able(incident, inLine)
      const writer = (await findPostmortem(db, number))?.owner ?? null
      const [keeper = null] = await able(incident, writer === null ? [] : [writer])
      await transact(db, async (trx) => {
        await bequeath(trx, number, user, { writer: heir, keeper: keeper ?? heir })
        await wakePaperwork(trx, number, now)
      })
    }
  }

  /** The people of the role that owns post-mortems, those whose turn it is first. */
  async function onDuty(now: Date): Promise<UserId[]> {
    const { current, everyone } = await onCall.turns(db, policy.postmortem.owner, now)
    return [...current, ...everyone].map(({ user }) => user)
  }

  /** Those who are still there and may see the incident. */
  async function able(incident: Incident, people: readonly UserId[]): Promise<UserId[]> {
    const known = await findPeople(db, people)
    return people.filter((user) => {
      const { active = true, guest = false } = known.get(user) ?? {}
      return active && canSee(incident, user, guest)
    })
  }

  return { holders: () => ownersOfWork(db), personLeft }
}
