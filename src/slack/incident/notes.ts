/** Handles what people write into the record. */
import { Refusal } from '#errors.ts'
import { noteView, readNote } from './note-form.ts'
import {
  erasedHere,
  notOfAnIncident,
  onTheTimeline,
  oursIsTold,
  noWordsToTell,
} from '#messages/short-replies.ts'
import { byMessage, keyOf } from '#postmortems/draft/evidence.ts'
import { isSaid } from '#postmortems/draft/said.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import type { Click, Form, Picked } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function askNote(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, noteView, { evenOver: true })
}

export async function addNote(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'note', ...readNote(form.state) }, services)
}

export async function typeNote(typed: TypedAbout, services: Services): Promise<Reply> {
  if (typed.rest === '') return ask(typed, services, noteView, { evenOver: true })
  return actTyped(typed, { do: 'note', text: typed.rest }, services)
}

/** "Add to timeline": records the message, from anywhere in the conversation, and puts it there by hand. */
export async function addToTimeline(
  { user, key, channel, said }: Picked,
  { incidents, rooms, history, postmortems, slack }: Services,
): Promise<Reply> {
  const room = await rooms.incidentOf(channel.id)
  if (room !== null) await incidents.requireAllowed(user, room, 'note')
  if (!isSaid(said, slack.botUserId))
    throw new Refusal(said.author === slack.botUserId ? oursIsTold : noWordsToTell)
  const incident = await history.heard(said)
  if (incident === null) throw new Refusal(notOfAnIncident)
  if (await history.isGone(said)) throw new Refusal(erasedHere)
  const line = keyOf(byMessage(said))
  await postmortems.edit(user, incident, { key: line, placed: 'added', at: null, words: null }, key)
  return { say: onTheTimeline(incident) }
}
