/** The incident that something is about, and the two things that flows do with one: ask in a form, and act. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import { type Command, decide } from '#incidents/decide.ts'
import type { Incident } from '#incidents/incident.ts'
import { isOver } from '#incidents/moves.ts'
import { carriedOut } from '#messages/incident/carried-out.ts'
import { type Meta, readMeta } from './modal.ts'
import { over } from '#incidents/over.ts'
import { noSuchButton } from '#messages/short-answer.ts'
import type { Click, Form } from './asked.ts'
import type { AboutOne, TypedAbout } from './typed.ts'
import type { Reply, Services } from './services.ts'

/** Of a button whose value is the incident's number. */
export function clicked({ user, key, value }: Click): AboutOne {
  return { user, key, incident: incidentNumber(value) }
}

/** Of a form, or of something changed in one. */
export function submitted(form: Form | Click): AboutOne {
  const { incident } = metaOf(form)
  if (incident === undefined) throw new Refusal(noSuchButton)
  return { user: form.user, key: form.key, incident }
}

/** What a form was opened about. */
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
 * Opens a form about the incident, if this person may know of it and there is still something to be done. `leadsTo`: a
 * command as the form will send it; who may not do that, or not now, is told before filling anything in.
 */
export async function ask(
  { user, incident: number }: AboutOne,
  services: Services,
  view: (incident: Incident) => ModalView,
  { evenOver = false, leadsTo = null }: { evenOver?: boolean; leadsTo?: Command | null } = {},
): Promise<Reply> {
  const { incidents } = services
  const incident = leadsTo
    ? await incidents.requireAllowed(user, number, leadsTo.do)
    : await incidents.see(user, number)
  if (leadsTo) decide(incident, user, leadsTo)
  else if (isOver(incident.status) && !evenOver) throw new Refusal(over(incident))
  return { open: view(incident) }
}

/** Carries out a typed command, and says so where Slack does not show it under the eyes of whoever typed it. */
export async function actTyped(
  { user, incident: number, key, channel }: TypedAbout,
  command: Command,
  services: Services,
): Promise<Reply> {
  const incident = await services.incidents.act(user, number, command, key)
  const place = await services.rooms.channelOf(number)
  const room = place === channel ? null : place
  const said = carriedOut(incident, command, { words: services.policy.words, room })
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
