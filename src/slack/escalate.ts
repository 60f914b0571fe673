/** When someone clicks Escalate to SEM or Escalate to IM, or types it: the role's ladder is climbed. */
import { Refusal } from '#errors.ts'
import type { Role } from '#incidents/incident.ts'
import { escalateImView, readEscalateIm } from '#messages/modals/escalate-im.ts'
import { escalateSemView, readEscalateSem } from '#messages/modals/escalate-sem.ts'
import { unknownSquad } from '#messages/short-answer.ts'
import { act, ask, clicked, submitted } from './about.ts'
import type { Click, Form } from './asked.ts'
import type { TypedAbout } from './command.ts'
import { roleFrom } from './role-words.ts'
import type { Reply, Services } from './services.ts'

export async function askEscalateSem(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, (incident) =>
    escalateSemView(incident, services.policy.squads, services.policy.words),
  )
}

export async function askEscalateIm(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, (incident) => escalateImView(incident, services.policy.words))
}

export async function escalateSem(form: Form, services: Services): Promise<Reply> {
  const { squad, reason } = readEscalateSem(form.state)
  const { squads } = services.policy
  if (!squads.includes(squad)) throw new Refusal(unknownSquad(squad, squads), 'squad')
  return act(submitted(form), { do: 'escalate', role: `sem:${squad}`, reason }, services)
}

export async function escalateIm(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'escalate', role: 'im', ...readEscalateIm(form.state) }, services)
}

/** `escalate im we need …`, `escalate sem payments …`, `escalate payments …`; without a role the form asks. */
export async function typeEscalate(typed: TypedAbout, services: Services): Promise<Reply> {
  const { policy } = services
  const { role, rest } = roleFrom(typed.rest, policy)
  if (role === null || role === 'geoc') {
    return ask(typed, services, (incident) => escalateSemView(incident, policy.squads, policy.words))
  }
  const escalated: Role = role
  return act(typed, { do: 'escalate', role: escalated, reason: rest || null }, services)
}
