/** Handles Resolve: asks what fixed it and what the impact was. */
import { type Command, limits } from '#incidents/decide.ts'
import { readResolve, resolveView } from './resolve-form.ts'
import { act, ask, clicked, submitted } from '../asking/about.ts'
import { requireReader } from '../asking/colleague.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

/** The command as the form will send it, to check early that the person may. */
const resolving: Command = { do: 'resolve', fix: '…', impact: '…' }

export async function askResolve(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, (incident) => resolveView(incident), { leadsTo: resolving })
}

/** `resolve rolled back to 41`: fills in the form; what is too long for it is noted first. */
export async function typeResolve(typed: TypedAbout, services: Services): Promise<Reply> {
  const { rest } = typed
  const reply = await ask(typed, services, (incident) => resolveView(incident, rest), { leadsTo: resolving })
  if (rest.length > limits.text) await act(typed, { do: 'note', text: rest }, services)
  return reply
}

export async function resolve(form: Form, services: Services): Promise<Reply> {
  const { fix, impact, owner } = readResolve(form.state)
  const { user, incident, key } = submitted(form)
  if (owner !== null) await requireReader(owner, services, 'owner')
  await act({ user, incident, key }, { do: 'resolve', fix, impact }, services)
  if (owner !== null) await services.postmortems.assign(user, incident, owner, `${key} owner`)
  return null
}
