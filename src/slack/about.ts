/** The incident that something is about, and the two things that flows do with one: ask in a form, and act. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import type { Command } from '#incidents/decide.ts'
import type { Incident, UserId } from '#incidents/incident.ts'
import { isOver } from '#incidents/moves.ts'
import { type Meta, readMeta } from '#messages/modals/modal.ts'
import { noSuchButton, over } from '#messages/short-answer.ts'
import type { Click, Form } from './asked.ts'
import type { Reply, Services } from './services.ts'

/** Somebody who means one incident. */
export interface AboutOne {
  user: UserId
  key: string
  incident: number
}

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

/** Opens a form about the incident, if this person may know of it and there is still something to be done. */
export async function ask(
  { user, incident: number }: AboutOne,
  services: Services,
  view: (incident: Incident) => ModalView,
  { evenOver = false } = {},
): Promise<Reply> {
  const incident = await services.incidents.see(user, number)
  if (isOver(incident.status) && !evenOver) throw new Refusal(over(incident))
  return { open: view(incident) }
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
