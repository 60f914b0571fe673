/** Handles the services of an incident. */
import { Refusal } from '#errors.ts'
import type { Incident } from '#incidents/incident.ts'
import { serviceCalled } from '#incidents/services-named.ts'
import { unknownService } from '#messages/short-replies.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import type { Click, Form } from '../asking/request.ts'
import type { AboutOne, TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'
import { readServices, servicesView } from './service-form.ts'

export async function askServices(click: Click, services: Services): Promise<Reply> {
  return askThem(clicked(click), services)
}

export async function setServices(form: Form, services: Services): Promise<Reply> {
  const keys = readServices(form.state)
  return act(submitted(form), { do: 'set services', services: known(keys, services) }, services)
}

/** `service checkout, search`, `service none`; without words the form asks. */
export async function typeServices(typed: TypedAbout, services: Services): Promise<Reply> {
  const words = typed.rest.trim()
  if (words === '') return askThem(typed, services)
  const names = /^(none|nothing|-)$/i.test(words) ? [] : words.split(',').map((one) => one.trim())
  const keys = known(
    names.filter((name) => name !== ''),
    services,
  )
  return actTyped(typed, { do: 'set services', services: keys }, services)
}

function askThem(about: AboutOne, services: Services): Promise<Reply> {
  const view = (incident: Incident) => servicesView(incident, services.policy.words)
  return ask(about, services, view, { evenOver: true, leadsTo: { do: 'set services', services: [] } })
}

/** The keys of services by these keys or names. Refuses one that is none. */
function known(names: readonly string[], { policy: { words } }: Services): string[] {
  return names.map((name) => {
    const key = serviceCalled(words.services, name)
    if (key === null) throw new Refusal(unknownService(name, words), 'services')
    return key
  })
}
