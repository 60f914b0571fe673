import type { z } from 'zod'
import { isRole } from '#incidents/incident.ts'
import { personIn } from '../people.ts'
import type { Stage } from '../stage.ts'
import type { commandFact, logFact, pagesFact } from '../story/facts.ts'
import { differences } from './difference.ts'

/** Compares whom an incident paged, and how they answered, with what the story says. */
export async function pagesEnd(
  fact: z.output<typeof pagesFact>,
  { app, reader, slack }: Stage,
): Promise<string[]> {
  const diff = differences(`pages of incident ${fact.pages}`)
  const paged = (await app?.escalation.pagedFor(fact.pages)) ?? []
  diff.same('their number', fact.are.length, paged.length)
  for (const [index, wanted] of fact.are.entries()) {
    const page = paged[index]
    if (!page) break
    const which = `page ${index + 1}`
    const role = isRole(page.role) ? page.role.replace(':', ' ') : null
    diff.same(
      `the person of ${which}`,
      personIn(slack.surface.people(), wanted.to).displayName,
      reader.person(page.user),
    )
    diff.same(`the part of ${which}`, wanted.as?.toLowerCase(), role ?? '')
    diff.same(`the answer to ${which}`, wanted.answer, page.unreached === true ? 'unreached' : page.status)
  }
  return diff.all
}

/** Types a command, and compares what it answers with what the story says. */
export async function commandEnd(fact: z.output<typeof commandFact>, stage: Stage): Promise<string[]> {
  const diff = differences(`"${fact.command}" by ${fact.by}`)
  const player = stage.as(fact.by)
  const before = player.screen()
  await player.types(fact.command)
  const news = [...player.screen()].filter(([key, text]) => before.get(key) !== text)
  diff.said(
    'it',
    fact,
    news.map(([, text]) => text),
  )
  return diff.all
}

/** Looks for words in everything that Muster logged, whether as they are or as JSON writes them. */
export function logEnd(fact: z.output<typeof logFact>, logged: readonly string[]): string[] {
  const diff = differences('the log')
  diff.said('it', { 'never says': fact['no log says'] }, logged)
  return diff.all
}
