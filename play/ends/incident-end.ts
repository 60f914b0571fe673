import type { z } from 'zod'
import type { Actor, FixAttempt, Incident } from '#incidents/incident.ts'
import { personIn } from '../people.ts'
import type { Stage } from '../stage.ts'
import type { incidentFact } from '../story/facts.ts'
import { shownLike, timeAt } from '../story/times.ts'
import { actorName } from './actor-name.ts'
import { type Differences, differences } from './difference.ts'

type Fact = z.output<typeof incidentFact>

/** Compares an incident as recorded with what the story says of it. */
export function incidentEnd(fact: Fact, incident: Incident | undefined, stage: Stage): string[] {
  const diff = differences(`incident ${fact.incident}`)
  if (!incident) {
    diff.add('was never declared')
    return diff.all
  }
  const person = (words: string | null | undefined): string | null | undefined =>
    words === null || words === undefined ? words : personIn(stage.slack.surface.people(), words).displayName
  const nameOf = (actor: Actor | undefined) => actorName(actor ?? null, stage)

  diff.says('its title', fact.title, incident.title)
  diff.same('its status', fact.status, incident.status)
  diff.same('its severity', fact.severity, incident.severity ?? 'not set')
  diff.same('its squad', fact.squad, incident.squad ?? '')
  diff.says('who is affected', fact.affected, incident.affected)
  diff.same('private', fact.private, incident.private)
  diff.same('drill', fact.drill, incident.drill)
  diff.same('its reporter', person(fact.reporter), nameOf(incident.reporter))
  diff.same('who acknowledged it', person(fact['acknowledged by']), nameOf(incident.acknowledgedBy))
  moments(fact, incident, stage, diff)
  for (const [role, holder] of Object.entries(fact.roles ?? {})) {
    diff.same(`its ${role}`, person(holder), nameOf(incident.roles[roleOf(role)]))
  }
  if (fact.fixes) fixes(fact.fixes, incident.fixes, diff, nameOf, person)
  texts(
    'updates',
    fact.updates,
    incident.updates.map((one) => one.text),
    diff,
  )
  texts(
    'notes',
    fact.notes,
    incident.notes.map((one) => one.text),
    diff,
  )
  diff.says('what fixed it', fact['fixed by'], incident.resolution?.fix ?? null)
  diff.says('its impact', fact.impact, incident.resolution?.impact ?? null)
  diff.same('what it was merged into', fact['merged into'], incident.mergedInto)
  diff.same('what was merged into it', fact.absorbed?.join(', '), incident.absorbed.join(', '))
  return diff.all
}

function moments(fact: Fact, incident: Incident, stage: Stage, diff: Differences): void {
  const { zone } = stage.reader
  const { declaredAt } = incident
  for (const [what, words, actual] of [
    ['was declared at', fact['declared at'], declaredAt],
    ['began at', fact['began at'], incident.impactStart],
    ['ended at', fact['ended at'], incident.impactEnd],
    ['was resolved at', fact['resolved at'], incident.resolvedAt],
  ] as const) {
    if (words === undefined) continue
    // Reads a time without a date as the first such time since a minute before it happened.
    const from = new Date((actual ?? declaredAt).getTime() - 60_000)
    const wanted = shownLike(words, timeAt(words, from, zone), zone)
    diff.same(`the time it ${what}`, wanted, actual && shownLike(words, actual, zone))
  }
  for (const [what, most, actual] of [
    ['acknowledged', fact['acknowledged within'], incident.acknowledgedAt],
    ['resolved', fact['resolved within'], incident.resolvedAt],
  ] as const) {
    if (most === undefined) continue
    if (!actual) diff.add(`was never ${what}`)
    else if (actual.getTime() - declaredAt.getTime() > most) {
      const minutes = Math.round((actual.getTime() - declaredAt.getTime()) / 60_000)
      diff.add(`was ${what} after ${minutes} min, not within ${Math.round(most / 60_000)} min`)
    }
  }
}

function fixes(
  expected: NonNullable<Fact['fixes']>,
  actual: readonly FixAttempt[],
  diff: Differences,
  nameOf: (actor: Actor) => string | null,
  person: (words: string | undefined) => string | null | undefined,
): void {
  diff.same('the number of its fixes', expected.length, actual.length)
  for (const [index, wanted] of expected.entries()) {
    const fix = actual[index]
    if (!fix) break
    const which = `fix ${index + 1}`
    diff.same(`${which}'s kind`, wanted.kind, fix.kind)
    diff.same(`${which}'s outcome`, wanted.outcome, fix.outcome)
    diff.says(`${which}`, wanted.what, fix.what)
    diff.says(`${which}'s link`, wanted.link, fix.link)
    diff.same(`who started ${which}`, person(wanted.by), nameOf(fix.startedBy))
  }
}

function texts(what: string, expected: Fact['updates'], actual: readonly string[], diff: Differences): void {
  if (!Array.isArray(expected)) return diff.count(`its ${what}`, expected, actual.length)
  diff.same(`the number of its ${what}`, expected.length, actual.length)
  for (const [index, words] of expected.entries())
    diff.says(`${what} ${index + 1}`, words, actual[index] ?? null)
}

/** `sem payments` as the model has it. */
function roleOf(words: string): keyof Incident['roles'] {
  const [kind = '', squad] = words.toLowerCase().split(/[\s:]+/)
  return squad === undefined ? (kind as 'geoc' | 'im') : `sem:${squad}`
}
