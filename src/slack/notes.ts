/** When someone writes something into the record. */
import { Refusal } from '#errors.ts'
import { saidFrom } from '#history/slack-message.ts'
import { noteView, readNote } from '#messages/modals/note.ts'
import { notOfAnIncident, onTheTimeline } from '#messages/short-answer.ts'
import { act, ask, clicked, submitted } from './about.ts'
import type { Click, Form, Picked } from './asked.ts'
import type { TypedAbout } from './command.ts'
import type { Reply, Services } from './services.ts'

export async function askNote(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, noteView, { evenOver: true })
}

export async function addNote(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'note', ...readNote(form.state) }, services)
}

export async function typeNote(typed: TypedAbout, services: Services): Promise<Reply> {
  if (typed.rest === '') return ask(typed, services, noteView, { evenOver: true })
  return act(typed, { do: 'note', text: typed.rest }, services)
}

/** "Add to timeline": a message is chosen as by pinning it. */
export async function addToTimeline(
  picked: Picked,
  { incidents, rooms, history, clock }: Services,
): Promise<Reply> {
  const room = await rooms.incidentOf(picked.channel.id)
  if (room !== null) await incidents.requireAllowed(picked.user, room, 'note')
  const said = saidFrom(picked.channel.id, picked.message.raw)
  const incident = said && (await history.heard(said))
  if (said === null || incident === null) throw new Refusal(notOfAnIncident)
  const eventTs = (clock.now().getTime() / 1000).toFixed(6)
  await history.heard({
    kind: 'pinned',
    channel: said.channel,
    ts: said.ts,
    user: picked.user,
    added: true,
    eventTs,
  })
  return { say: onTheTimeline(incident) }
}
