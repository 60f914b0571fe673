/** When someone tells stakeholders where it stands. */
import { readUpdate, updateView } from '#messages/modals/update.ts'
import { act, ask, clicked, submitted, type AboutOne } from './about.ts'
import type { Click, Form } from './asked.ts'
import type { TypedAbout } from './command.ts'
import type { Reply, Services } from './services.ts'

export async function askUpdate(click: Click, services: Services): Promise<Reply> {
  return askFor(clicked(click), services)
}

export async function postUpdate(form: Form, services: Services): Promise<Reply> {
  const { text, nextInMinutes } = readUpdate(form.state)
  return act(submitted(form), { do: 'post update', text, nextAt: after(nextInMinutes, services) }, services)
}

/** `update we have found it`, with the next one as the policy promises; without words the form asks. */
export async function typeUpdate(typed: TypedAbout, services: Services): Promise<Reply> {
  if (typed.rest === '') return askFor(typed, services)
  const { severity } = await services.incidents.see(typed.user, typed.incident)
  const nextAt = after(services.policy.updateEvery(severity), services)
  return act(typed, { do: 'post update', text: typed.rest, nextAt }, services)
}

function askFor(about: AboutOne, services: Services): Promise<Reply> {
  const { policy } = services
  return ask(about, services, (incident) =>
    updateView(incident, { minutes: policy.updateEvery(incident.severity) }),
  )
}

function after(minutes: number | null, { clock }: Services): Date | null {
  return minutes === null ? null : new Date(clock.now().getTime() + minutes * 60_000)
}
