/** Who would be asked, level by level: said before anyone escalates, so that any level can be chosen. */
import type { Kysely } from 'kysely'
import type { Schema } from '#db/schema.ts'
import type { Incident, Role, UserId } from '#incidents/incident.ts'
import { findPeople } from '#people/person-store.ts'
import { begin } from './climb.ts'
import { chosen } from './ladder.ts'
import { ladderOf, planFor, type Sources } from './level-lookup.ts'

export interface PreviewLevel {
  /** To start from. */
  level: number
  name: string
  /** Milliseconds each level is given. */
  wait: number
  /** Nobody: the level would be passed over. */
  people: PreviewPerson[]
}

export interface PreviewPerson {
  user: UserId
  why: string
  name: string | null
  /** What their clock shows: `03:12`. Null while their zone is not known. */
  localTime: string | null
  /** Do Not Disturb is known to be on: they may not hear it. */
  silenced: boolean
}

/** Levels that this incident's severity calls for; nobody appears twice. */
export async function previewOf(
  db: Kysely<Schema>,
  incident: Incident,
  role: Role,
  sources: Sources,
  now: Date,
): Promise<PreviewLevel[]> {
  const plan = await planFor(db, incident, [], [role], sources, now)
  const wish = { role, by: incident.reporter, reason: null, level: 0 }
  const levels = plan.levels(begin(incident.number, 0, wish, ladderOf(sources.policy, role), now))
  const known = await findPeople(
    db,
    levels.flatMap((level) => level.candidates.map((one) => one.user)),
  )
  const asked = new Set<UserId>()
  return levels.flatMap((level, index) => {
    if (!level.applies) return []
    const people = chosen(level, asked).map(({ user, why, silenced }): PreviewPerson => {
      asked.add(user)
      const person = known.get(user)
      return {
        user,
        why,
        silenced,
        name: person?.name ?? null,
        localTime: person ? clockIn(person.timeZone, now) : null,
      }
    })
    return [{ level: index, name: level.name, wait: level.wait, people }]
  })
}

function clockIn(timeZone: string, now: Date): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime())
  return instant.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' })
}
