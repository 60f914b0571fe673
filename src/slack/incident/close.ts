/** Handles Close, for a resolved incident that waits for nothing, and Archive, for a room that nobody needs any more. */
import { Refusal } from '#errors.ts'
import type { Incident } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { act, ask, clicked, submitted } from '../asking/about.ts'
import { leaving } from '../asking/command.ts'
import { readReason } from '../asking/reason.ts'
import type { Click, Form } from '../asking/request.ts'
import type { AboutOne, TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'
import { archiveView, closeView } from './close-form.ts'
import { typeResolve } from './resolve.ts'

/** `close`, `close the customer has confirmed it`. An open incident is resolved first: its form opens. */
export async function typeClose(typed: TypedAbout, services: Services): Promise<Reply> {
  const { status } = await services.incidents.see(typed.user, typed.incident)
  return isOpen(status) ? typeResolve(typed, services) : askAbout(typed, services, typed.rest)
}

export async function askClose(click: Click, services: Services): Promise<Reply> {
  return askAbout(clicked(click), services, '')
}

export async function closeIncident(form: Form, services: Services): Promise<Reply> {
  const { reason } = readReason(form.state)
  return act(submitted(form), { do: 'close', because: reason }, services)
}

function askAbout(about: AboutOne, services: Services, reason: string): Promise<Reply> {
  const view = (incident: Incident) => {
    if (incident.status === 'closed') throw new Refusal(`#${incident.number} is closed already.`)
    return closeView(incident, services.policy.archiveAfter, reason)
  }
  return ask(about, services, view, { leadsTo: { do: 'close', because: '' } })
}

export async function typeArchive(typed: TypedAbout, services: Services): Promise<Reply> {
  return leaving(await ask(typed, services, archiveView, { leadsTo: { do: 'archive' } }), typed.rest, typed)
}

export async function askArchive(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, archiveView, { leadsTo: { do: 'archive' } })
}

export async function archiveRoom(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'archive' }, services)
}
