/** Finds the incident that a request is about, and does what flows do with it: ask in a form, or act. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import { type Command, decide } from '#incidents/decide.ts'
import type { Incident } from '#incidents/incident.ts'
import { isOver } from '#incidents/moves.ts'
import { confirmation } from '#messages/incident/confirmation.ts'
import { type Meta, readMeta } from './modal.ts'
import { over } from '#incidents/over.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import type { Click, Form } from './request.ts'
import type { AboutOne } from './typed.ts'
import type { Reply, Services } from './services.ts'

/** Reads the incident of a button, whose value is its number. */
export function clicked({ user, key, value }: Click): AboutOne {
  return { user, key, incident: incidentNumber(value) }
}

/** Reads the incident of a form, or of a field changed in one. */
export function submitted(form: Form | Click): AboutOne {
  const { incident } = metaOf(form)
  if (incident === undefined) throw new Refusal(noSuchButton)
  return { user: form.user, key: form.key, incident }
}

/** Reads what a form was opened about; refuses metadata that is not ours. */
export function metaOf({ metadata }: Pick<Form, 'metadata'>): Meta {
  try {
    return readMeta(metadata)
  } catch {
    throw new Refusal(noSuchButton)
  }
}

export function incidentNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Refusal(noSuchButton)
  return Number(value)
}

/**
 * Opens a form about the incident, if this person may know of it and there is still something to be done. `leadsTo` is
 * the command that the form will send: a person who may not do that now is told before filling anything in.
 */
export async function ask(
  { user, incident: number }: AboutOne,
  services: Services,
  view: (incident: Incident) => ModalView,
  { evenOver = false, leadsTo = null }: { evenOver?: boolean; leadsTo?: Command | null } = {},
): Promise<Reply> {
  const { incidents, clock } = services
  const incident = leadsTo
    ? await incidents.requireAllowed(user, number, leadsTo)
    : await incidents.see(user, number)
  if (leadsTo) decide(incident, user, leadsTo, clock.now())
  else if (isOver(incident.status) && !evenOver) throw new Refusal(over(incident))
  return { open: view(incident) }
}

/** Carries out a typed command, and confirms it in words unless Slack shows the result where it was typed. */
export async function actTyped(
  { user, incident: number, key, channel }: AboutOne & { channel: string },
  command: Command,
  services: Services,
): Promise<Reply> {
  const incident = await services.incidents.act(user, number, command, key)
  const place = await services.rooms.channelOf(number)
  const room = place === channel ? null : place
  const said = confirmation(incident, command, { words: services.policy.words, room })
  return said && { say: said }
}

/** Carries out a command that Slack will show by itself. */
export async function act(
  { user, incident, key }: AboutOne,
  command: Command,
  services: Services,
): Promise<null> {
  await services.incidents.act(user, incident, command, key)
  return null
}
