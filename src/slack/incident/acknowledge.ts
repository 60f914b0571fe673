/** Handles Acknowledge, on the card or on a page, and "I can't". */
import type { Incident, UserId } from '#incidents/incident.ts'
import { isAlertGroup, type Subject } from '#escalation/subject.ts'
import { asDrill } from '#messages/incident/drill.ts'
import { cannotView, readCannot } from './cannot-form.ts'
import { whatNext } from '#messages/incident/what-next.ts'
import type { Message } from '#words/message.ts'
import { act, clicked, submitted } from '../asking/about.ts'
import { leaving } from '../asking/command.ts'
import { letIn } from './join.ts'
import type { Click, Form } from '../asking/request.ts'
import { roleFrom } from '../asking/role-words.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function acknowledge(click: Click, services: Services): Promise<Reply> {
  const { user, incident, key } = clicked(click)
  return next(user, await services.incidents.act(user, incident, { do: 'acknowledge' }, key), services)
}

/** `ack`, `ack #2 on my way`: the words are noted. */
export async function typeAcknowledge(typed: TypedAbout, services: Services): Promise<Reply> {
  const { user, incident, key, rest } = typed
  const taken = await services.incidents.act(user, incident, { do: 'acknowledge' }, key)
  if (rest !== '') await services.incidents.act(user, incident, { do: 'note', text: rest }, `${key} note`)
  return next(user, taken, services)
}

/** `take`; `take im`, `take payments`: that role, which the one who has it is told. */
export async function typeTake(typed: TypedAbout, services: Services): Promise<Reply> {
  const { role, rest } = roleFrom(typed.rest, services.policy)
  if (role === null) return typeAcknowledge(typed, services)
  const { user, incident, key } = typed
  const taken = await services.incidents.act(user, incident, { do: 'give role', role, to: user }, key)
  return leaving(next(user, taken, services), rest, typed)
}

export async function acknowledgePage(click: Click, services: Services): Promise<Reply> {
  const subject = await services.escalation.acknowledge(click.user, click.value)
  return taken(click.user, subject, services)
}

/** "I'm here now", on a page that is over: they take it where nobody has it, and are in the room in any case. */
export async function hereNow(click: Click, services: Services): Promise<Reply> {
  const { user, value, key } = click
  const { subject, takes } = await services.escalation.comeLate(user, value)
  if (takes || isAlertGroup(subject)) return taken(user, subject, services)
  return letIn({ user, incident: subject, key }, services)
}

async function taken(user: UserId, subject: Subject, services: Services): Promise<Reply> {
  // The message of the page says what can be done with an alert.
  if (isAlertGroup(subject)) return null
  return next(user, await services.incidents.see(user, subject), services)
}

/** Tells the next steps to the person who just took it on. */
export function next(reader: UserId, incident: Incident, { policy }: Services): { say: Message } {
  const { words, updateDue } = policy
  const say = whatNext(incident, { words, reader, updateDue: updateDue(incident) })
  return { say: incident.drill ? asDrill(say) : say }
}

/** Declines at once; the form that follows asks why, and may be closed. */
export async function declinePage({ value, user }: Click, { escalation }: Services): Promise<Reply> {
  const subject = await escalation.decline(user, value, null)
  return isAlertGroup(subject) ? null : { open: cannotView(subject), optional: true }
}

export async function sayWhy(form: Form, services: Services): Promise<Reply> {
  const reason = readCannot(form.state)
  return reason === null ? null : act(submitted(form), { do: 'note', text: `I can't: ${reason}` }, services)
}
