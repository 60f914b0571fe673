/** When someone resolves: what fixed it, and what was the impact? */
import { readResolve, resolveView } from '#messages/modals/resolve.ts'
import { act, ask, clicked, submitted } from './about.ts'
import type { Click, Form } from './asked.ts'
import type { TypedAbout } from './command.ts'
import type { Reply, Services } from './services.ts'

export async function askResolve(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, resolveView)
}

export async function typeResolve(typed: TypedAbout, services: Services): Promise<Reply> {
  return ask(typed, services, resolveView)
}

export async function resolve(form: Form, services: Services): Promise<Reply> {
  const { fix, impact, owner } = readResolve(form.state)
  const { user, incident, key } = submitted(form)
  await act({ user, incident, key }, { do: 'resolve', fix, impact }, services)
  if (owner !== null) await services.postmortems.assign(user, incident, owner, `${key} owner`)
  return null
}
