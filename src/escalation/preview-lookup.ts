/** Previews the people to be asked, level by level, so that anyone who escalates can choose a level. */
import type { Db } from '#db/database.ts'
import type { Callee, Incident, UserId } from '#incidents/incident.ts'
import type { AskedLevel, AskedPerson } from './ladder-preview.ts'
import { findPeople } from '#people/person-store.ts'
import { inZone } from '#time.ts'
import { begin, stepFor } from './climb.ts'
import { peopleToAsk } from './ladder.ts'
import { ladderOf, planFor, type Sources } from './level-lookup.ts'

/** Levels that this incident's severity calls for; nobody appears twice. */
export async function previewOf(
  db: Db,
  incident: Incident,
  role: Callee,
  sources: Sources,
  now: Date,
): Promise<AskedLevel[]> {
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
    const people = peopleToAsk(level, asked).map(({ user, why, silenced }): AskedPerson => {
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
    return [{ level: index, name: level.name, wait: stepFor(level, people), people }]
  })
}

function clockIn(timeZone: string, now: Date): string {
  return inZone(now, timeZone).toPlainTime().toString({ smallestUnit: 'minute' })
}
