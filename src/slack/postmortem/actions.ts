/** Handles action items: people promise them, do them, or say why not. */
import { Refusal } from '#errors.ts'
import { actionView, readAction, readSettled, settleView, willNotView } from './action-item-form.ts'
import { requireReader } from '../asking/colleague.ts'
import { readText } from '../asking/form-values.ts'
import { added, actionIsDone } from '#messages/postmortem/postmortem-replies.ts'
import { plain } from '#words/plain.ts'
import { noSuchButton, notOfAnIncident } from '#messages/short-replies.ts'
import { actionList } from '#messages/postmortem/postmortem-notices.ts'
import { clicked, metaOf, submitted } from '../asking/about.ts'
import type { Click, Form, Picked } from '../asking/request.ts'
import { leadingNumber } from '../asking/command-line.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `actions`: of the incident named by room or number, elsewhere all; `actions add` asks for a new one. */
export async function typeActions(typed: TypedVerb, services: Services): Promise<Reply> {
  const { actions, postmortems, rooms } = services
  const wantsNew = /^add\b/i.test(typed.rest)
  const rest = typed.rest.replace(/^add\b\s*/i, '')
  const numbered = leadingNumber(rest)
  const incident = numbered?.number ?? (await rooms.incidentOf(typed.channel))
  if (!wantsNew) return { say: actionList(await actions.open(typed.user, incident)) }
  if (incident === null) throw new Refusal('Say after which incident: actions add #12 …')
  const { incident: about } = await postmortems.see(typed.user, incident)
  return { open: actionView(about, numbered ? numbered.rest : rest) }
}

export async function askAction(click: Click, { postmortems }: Services): Promise<Reply> {
  const { user, incident } = clicked(click)
  return { open: actionView((await postmortems.see(user, incident)).incident) }
}

/** "Add action item": fills in the form from the message. */
export async function actionFromMessage(picked: Picked, services: Services): Promise<Reply> {
  const { rooms, history, postmortems, names } = services
  const { user, channel, said } = picked
  const room = await rooms.incidentOf(channel.id)
  const incident = room ?? (await history.heard(said))
  if (incident === null) throw new Refusal(notOfAnIncident)
  const { incident: about } = await postmortems.see(user, incident)
  return { open: actionView(about, plain(await names.inWords(said.text)).text.trim()) }
}

export async function addAction(form: Form, services: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  const wish = readAction(form.state)
  if (wish.owner !== null) await requireReader(wish.owner, services, 'owner')
  const number = await services.actions.add(user, incident, wish, key)
  return { say: added({ ...wish, number, incident }) }
}

export async function askSettle({ user, value }: Click, { actions }: Services): Promise<Reply> {
  const item = await actions.find(user, itemOf(value))
  if (item === null) throw new Refusal(noSuchButton)
  return { open: settleView(item) }
}

export async function settleOwner(form: Form, services: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  const item = itemOf(`${incident}/${metaOf(form).of ?? ''}`)
  const { owner, due } = readSettled(form.state)
  if (owner !== null) await requireReader(owner, services, 'owner')
  // It takes the place of the form that added the item, whose key is used up.
  await services.actions.settle(user, { ...item, owner, due }, `${key} settle`)
  return null
}

export async function actionDone({ user, key, value }: Click, { actions }: Services): Promise<Reply> {
  const item = itemOf(value)
  await actions.end(user, item, { state: 'done', reason: '' }, key)
  return { say: actionIsDone(item.number, item.incident) }
}

export async function askWillNot({ value }: Click): Promise<Reply> {
  return { open: willNotView(itemOf(value)) }
}

export async function actionWillNot(form: Form, { actions }: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  const item = itemOf(`${incident}/${metaOf(form).of ?? ''}`)
  await actions.end(user, item, { state: 'will not', reason: readText(form.state) }, key)
  return null
}

function itemOf(value: string): { incident: number; number: number } {
  const [, incident, number] = /^([1-9]\d{0,8})\/([1-9]\d{0,5})$/.exec(value) ?? []
  if (incident === undefined || number === undefined) throw new Refusal(noSuchButton)
  return { incident: Number(incident), number: Number(number) }
}
