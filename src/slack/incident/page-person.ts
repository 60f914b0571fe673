/** Pages a colleague by name: a ladder of one. */
import type { Command } from '#incidents/decide.ts'
import type { UserId } from '#incidents/incident.ts'
import { pagePersonView, readPagePerson } from './page-person-form.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import type { AboutOne } from '../asking/typed.ts'
import type { Click, Form } from '../asking/request.ts'
import { requireReader } from '../asking/colleague.ts'
import type { TypedAbout } from '../asking/typed.ts'
import { firstWord } from '../asking/role-words.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function askPagePerson(click: Click, services: Services): Promise<Reply> {
  return askPage(clicked(click), services)
}

export async function askPage(about: AboutOne, services: Services, to: UserId | null = null): Promise<Reply> {
  // The form asks for the reason, so any will do for looking if they may.
  return ask(about, services, (incident) => pagePersonView(incident, to), {
    leadsTo: asking(about.user, 'asked in the form'),
  })
}

export async function pagePerson(form: Form, services: Services): Promise<Reply> {
  const { to, reason } = readPagePerson(form.state)
  await requireReader(to, services, 'to')
  return act(submitted(form), asking(to, reason), services)
}

/** `@robin we need your eyes`; without the reason the form asks for it. */
export async function pageMentioned(typed: TypedAbout, services: Services): Promise<Reply> {
  const [to] = typed.mentioned
  if (to === undefined) return askPage(typed, services)
  await requireReader(to, services, 'to')
  const [, reason] = firstWord(typed.rest)
  if (reason.trim() === '') return askPage(typed, services, to)
  return actTyped(typed, asking(to, reason.trim()), services)
}

function asking(to: UserId, reason: string): Command {
  return { do: 'escalate', role: `person:${to}`, reason }
}
