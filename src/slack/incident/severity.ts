/** Handles changes of severity. */
import { type Incident, type Severity, severities } from '#incidents/incident.ts'
import { readSeverity, severityView } from './severity-form.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import { leaving } from '../asking/command.ts'
import { firstWord } from '../asking/role-words.ts'
import type { AboutOne } from '../asking/typed.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function askSeverity(click: Click, services: Services): Promise<Reply> {
  return askWhich(clicked(click), services)
}

export async function changeSeverity(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'set severity', ...readSeverity(form.state) }, services)
}

/** `severity P1 checkout is dead`, or `severity 1`; with anything else the form asks. */
export async function typeSeverity(typed: TypedAbout, services: Services): Promise<Reply> {
  const [first, reason] = firstWord(typed.rest)
  const to = severityFrom(first)
  if (to === null) return leaving(await askWhich(typed, services), typed.rest, typed)
  return actTyped(typed, { do: 'set severity', to, reason }, services)
}

function askWhich(about: AboutOne, services: Services): Promise<Reply> {
  const view = (incident: Incident) => severityView(incident, services.policy.words)
  return ask(about, services, view, { leadsTo: { do: 'set severity', to: 'P1' } })
}

function severityFrom(words: string): Severity | null {
  const wanted = words.trim().toUpperCase()
  return severities.find((one) => one === wanted || one === `P${wanted}`) ?? null
}
