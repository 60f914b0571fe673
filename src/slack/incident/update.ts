/** Handles updates to stakeholders. */
import { Refusal } from '#errors.ts'
import { limits } from '#incidents/decide.ts'
import type { Incident } from '#incidents/incident.ts'
import { readUpdate, updateView } from './update-form.ts'
import { plain } from '#words/plain.ts'
import { whichUpdate } from '#messages/short-replies.ts'
import { cut } from '#words/user-text.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import type { AboutOne } from '../asking/typed.ts'
import type { Click, Form, Picked } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function askUpdate(click: Click, services: Services): Promise<Reply> {
  return askFor(clicked(click), services)
}

/** Keeps the form as it is filled in, and adds what stakeholders would read. */
export async function previewUpdate(click: Click, services: Services): Promise<Reply> {
  const { text, nextInMinutes } = readUpdate(click.state)
  const now = services.clock.now()
  return ask(clicked(click), services, (incident) =>
    updateView(incident, {
      minutes: nextInMinutes,
      text,
      preview: {
        number: incident.updates.length + 1,
        text,
        by: click.user,
        at: now,
        status: incident.status,
        nextAt: after(nextInMinutes, services),
      },
    }),
  )
}

/** "Post as update": fills in the form from the message, for the room's incident or the only open one. */
export async function updateFromMessage(picked: Picked, services: Services): Promise<Reply> {
  const { incidents, rooms } = services
  const [only, ...others] = await incidents.list(picked.user)
  const incident =
    (await rooms.incidentOf(picked.channel.id)) ?? (others.length === 0 ? only?.number : undefined)
  if (incident === undefined) throw new Refusal(whichUpdate)
  const words = plain(await services.names.inWords(picked.said.text)).text.trim()
  return askFor({ ...picked, incident }, services, cut(words, limits.text) || undefined)
}

export async function postUpdate(form: Form, services: Services): Promise<Reply> {
  const { text, nextInMinutes } = readUpdate(form.state)
  return act(submitted(form), { do: 'post update', text, nextAt: after(nextInMinutes, services) }, services)
}

/** `update we have found it`: the policy sets the time of the next one; without words the form asks. */
export async function typeUpdate(typed: TypedAbout, services: Services): Promise<Reply> {
  if (typed.rest === '') return askFor(typed, services)
  const { severity } = await services.incidents.see(typed.user, typed.incident)
  const nextAt = after(services.policy.updateMinutes(severity), services)
  return actTyped(typed, { do: 'post update', text: typed.rest, nextAt }, services)
}

function askFor(about: AboutOne, services: Services, text?: string): Promise<Reply> {
  const { policy } = services
  const view = (incident: Incident) =>
    updateView(incident, {
      minutes: policy.updateMinutes(incident.severity),
      ...(text !== undefined && { text }),
    })
  return ask(about, services, view, { leadsTo: { do: 'post update', text: '…', nextAt: null } })
}

function after(minutes: number | null, { clock }: Services): Date | null {
  return minutes === null ? null : new Date(clock.now().getTime() + minutes * 60_000)
}
