/** Pages a colleague by name: a ladder of one. */
import type { Command } from '#incidents/decide.ts'
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

export async function askPage(about: AboutOne, services: Services): Promise<Reply> {
  return ask(about, services, pagePersonView, { leadsTo: asking(about.user, null) })
}

export async function pagePerson(form: Form, services: Services): Promise<Reply> {
  const { to, reason } = readPagePerson(form.state)
  await requireReader(to, services, 'to')
  return act(submitted(form), asking(to, reason), services)
}

/** `@robin we need your eyes`. */
export async function pageMentioned(typed: TypedAbout, services: Services): Promise<Reply> {
  const [to] = typed.mentioned
  if (to === undefined) return askPage(typed, services)
  const [, reason] = firstWord(typed.rest)
  await requireReader(to, services, 'to')
  return actTyped(typed, asking(to, reason.trim() || null), services)
}

function asking(to: string, reason: string | null): Command {
  return { do: 'escalate', role: `person:${to}`, reason }
}
