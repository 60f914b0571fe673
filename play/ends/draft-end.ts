import type { z } from 'zod'
import { proseText, type Prose } from '#postmortems/draft/words.ts'
import type { Actor } from '#incidents/incident.ts'
import { personIn } from '../people.ts'
import type { RecordedPostmortem } from '../record.ts'
import { says } from '../screen/words.ts'
import type { Stage } from '../stage.ts'
import type { draftFact } from '../story/facts.ts'
import { shownLike, timeAt } from '../story/times.ts'
import { actorName } from './actor-name.ts'
import { type Differences, differences } from './difference.ts'

type Fact = z.output<typeof draftFact>

/** Compares a drafted post-mortem with what the story says of it: its facts, and its text as it is exported. */
export function draftEnd(fact: Fact, found: RecordedPostmortem | undefined, stage: Stage): string[] {
  const diff = differences(`draft ${fact.draft}`)
  if (!found) {
    diff.add('was never made')
    return diff.all
  }
  const { facts, entries, sections } = found.draft
  const nameOf = (actor: Actor) => actorName(actor, stage)
  const person = (words: string | undefined) =>
    words === undefined ? undefined : personIn(stage.slack.surface.people(), words).displayName
  diff.same('its status', fact.status, found.status)
  diff.same('its owner', person(fact.owner), nameOf(found.owner))
  diff.says('the cause', fact.cause, facts.cause ?? facts.suspected[0] ?? null)
  diff.same('whether somebody confirmed its cause', fact.confirmed, facts.cause !== null)
  diff.said('what it suspects', { says: fact.suspected, 'never says': fact['never suspected'] }, [
    facts.cause ?? '',
    ...facts.suspected,
  ])
  diff.says('the impact', fact.impact, facts.impact)
  diff.says('what fixed it', fact['fixed by'], facts.fixedBy)
  moments(fact, facts, stage.reader.zone, diff)
  for (const [who, role] of Object.entries(fact.people ?? {})) {
    const part = facts.people.find((one) => nameOf(one.user) === person(who))
    diff.says(`what ${who} was`, role, part?.roles.join(', ') ?? null)
  }
  for (const [index, wanted] of (fact.attempts ?? []).entries()) {
    const attempt = facts.attempts[index]
    diff.same(`attempt ${index + 1}'s kind`, wanted.kind, attempt?.kind ?? null)
    diff.same(`attempt ${index + 1}'s outcome`, wanted.outcome, attempt?.outcome ?? null)
    diff.says(`attempt ${index + 1}`, wanted.what, attempt?.what ?? null)
    diff.says(`attempt ${index + 1}'s link`, wanted.link, attempt?.link ?? null)
    diff.same(`who started attempt ${index + 1}`, person(wanted.by), nameOf(attempt?.startedBy ?? null))
  }
  if (fact.attempts) diff.same('the number of attempts', fact.attempts.length, facts.attempts.length)
  for (const link of fact.links ?? []) {
    if (!facts.links.some((one) => one.includes(link)))
      diff.add(`has no link "${link}", only ${facts.links.join(', ') || 'none'}`)
  }
  inOrder(
    fact.timeline ?? [],
    entries.map(({ words, by }) => [nameOf(by) ?? '', spokenBy(words, nameOf)].join(': ')),
    diff,
  )
  const missing = Object.values(sections)
    .flat()
    .filter((one) => one.ask !== null)
    .map((one) => proseText(one.words))
  diff.said('what it marks as missing', { says: fact.missing }, missing)
  diff.said('it', fact, [found.markdown])
  return diff.all
}

/** With people by name, as in the export. */
function spokenBy(words: Prose, nameOf: (id: Actor) => string | null): string {
  return proseText(
    words.map((one) => (typeof one === 'object' && 'person' in one ? (nameOf(one.person) ?? '') : one)),
  )
}

function moments(
  fact: Fact,
  facts: RecordedPostmortem['draft']['facts'],
  zone: string,
  diff: Differences,
): void {
  for (const [what, words, actual] of [
    ['was declared at', fact['declared at'], facts.declaredAt],
    ['began at', fact['began at'], facts.impactStart],
    ['ended at', fact['ended at'], facts.impactEnd],
    ['was acknowledged at', fact['acknowledged at'], facts.acknowledgedAt],
    ['was resolved at', fact['resolved at'], facts.resolvedAt],
  ] as const) {
    if (words === undefined) continue
    const from = new Date((actual ?? facts.declaredAt).getTime() - 60_000)
    const wanted = shownLike(words, timeAt(words, from, zone), zone)
    diff.same(`the time it ${what}`, wanted, actual && shownLike(words, actual, zone))
  }
}

function inOrder(wanted: readonly string[], texts: readonly string[], diff: Differences): void {
  let from = 0
  for (const words of wanted) {
    const at = texts.findIndex((text, index) => index >= from && says(text, words))
    if (at < 0)
      diff.add(`its timeline does not say "${words}"${from > 0 ? ' after what comes before it' : ''}`)
    else from = at + 1
  }
}
