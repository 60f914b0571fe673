import type { z } from 'zod'
import { personIn } from '../people.ts'
import { phoneWords } from '../screen/phone-words.ts'
import type { Stage } from '../stage.ts'
import type { pagerFact, phoneFact } from '../story/facts.ts'
import { differences } from './difference.ts'

/** Compares what came to somebody's phone with what the story says of it. */
export function phoneEnd(fact: z.output<typeof phoneFact>, { slack, providers }: Stage): string[] {
  const person = personIn(slack.surface.people(), fact.phone)
  const diff = differences(`${person.displayName}'s phone`)
  const phone = providers?.phone(person.id)
  if (!phone) {
    diff.add('is none: the story has no "phones"')
    return diff.all
  }
  const { calls, texts, mails, pushes, rings } = phone
  const theirs = texts.filter(({ mine }) => !mine)
  diff.count('times it rang', fact.rang, rings.length)
  if (Array.isArray(fact.calls)) {
    const wanted = fact.calls.join(', ')
    diff.same('the calls', wanted, calls.map(({ status }) => status).join(', '))
  } else diff.count('calls', fact.calls, calls.length)
  const keys = calls.flatMap((one) => (one.keys === '' ? [] : [one.keys])).join(', ')
  diff.same('the keys pressed', fact.pressed, keys)
  diff.count('texts', fact.texts, theirs.length)
  diff.count('mails', fact.mails, mails.length)
  diff.count('pushes', fact.pushes, pushes.length)
  diff.said('it', fact, [...phoneWords(phone).values()])
  return diff.all
}

/** Compares what the company's other pager was told. */
export function pagerEnd(fact: z.output<typeof pagerFact>, { providers }: Stage): string[] {
  const diff = differences('the pager')
  const alerts = providers?.alerts ?? []
  diff.count('alerts', fact.pager, alerts.length)
  diff.count('open alerts', fact.open, alerts.filter(({ status }) => status !== 'resolved').length)
  diff.said(
    'it',
    fact,
    alerts.map(({ summary }) => summary),
  )
  return diff.all
}
