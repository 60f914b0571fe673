/** Handles a shift that changes hands: the note, "I'm on it", standing in, and incidents still open. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { bold } from '#words/blocks.ts'
import { handOverNoteView, readHandOverNote } from './note-form.ts'
import { parseShift } from '#oncall/turns/shift-value.ts'
import { changed, plainReply } from '#messages/oncall/oncall-replies.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import { metaOf } from '../asking/about.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { rotaOrRefusal, withRota } from './rota.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `handover`, `handover im`: without a rota, the one the person is on call for. */
export async function typeHandOverNote(typed: TypedVerb, services: Services): Promise<Reply> {
  const turns = await services.rotas.turns()
  const held = turns.filter(({ current }) => current?.user === typed.user).map(({ rota }) => rota)
  const choices = held.length > 0 ? held : await services.rotas.rotasOf(typed.user)
  if (choices.length === 0 && typed.rest === '') {
    throw new Refusal('You are in no rota, so there is nothing to hand over.')
  }
  const button = { words: 'Write note', action: 'handover.note' }
  return withRota(typed.rest, choices, button, services, (rota) => openNote(typed.user, rota, services))
}

export async function askHandOverNote({ user, value }: Click, services: Services): Promise<Reply> {
  return openNote(user, value, services)
}

export async function saveNote(form: Form, { handOvers }: Services): Promise<Reply> {
  const { rota } = metaOf(form)
  if (rota === undefined) throw new Refusal(noSuchButton)
  await handOvers.writeNote(form.user, rota, readHandOverNote(form.state), form.key)
  return {
    say: plainReply(
      'Your note is saved. Whoever comes next reads it at the hand-over; you can still change it.',
    ),
  }
}

/** "I'm on it": the next person confirms the hand-over. */
export async function takeOver({ user, key, value }: Click, { handOvers }: Services): Promise<Reply> {
  const { rota, at } = handOverIn(value)
  await handOvers.takeOver(user, rota, at, key)
  return null
}

export async function standIn({ user, key, value }: Click, { handOvers }: Services): Promise<Reply> {
  const { rota, at } = handOverIn(value)
  const made = await handOvers.standIn(user, rota, at, key)
  return { say: changed([bold(`You are on call for ${made.rota.name}.`), ' Thank you!'], [made]) }
}

/** Takes a time in which nobody is on call. */
export async function takeGap({ user, key, value }: Click, { rotaChanges }: Services): Promise<Reply> {
  const { rota, at } = handOverIn(value)
  const made = await rotaChanges.takeGap(user, rota, at, key)
  return { say: changed([bold(`${made.rota.name} is yours then.`), ' Thank you!'], [made]) }
}

/** Offers an open incident to the person on call now. */
export async function offerIncident({ user, key, value }: Click, { handOvers }: Services): Promise<Reply> {
  const [, rota, number] = /^(\S+) ([1-9]\d{0,8})$/.exec(value) ?? []
  if (rota === undefined) throw new Refusal(noSuchButton)
  await handOvers.offerIncident(user, rota, Number(number), key)
  return { say: plainReply('Offered. Until they accept, it stays where it is.') }
}

async function openNote(user: UserId, id: string, services: Services): Promise<Reply> {
  const rota = await rotaOrRefusal(id, services)
  return { open: handOverNoteView(rota, await services.handOvers.noteOf(user, rota.id)) }
}

function handOverIn(value: string): { rota: string; at: Date } {
  const shift = parseShift(value)
  if (shift === null) throw new Refusal(noSuchButton)
  return { rota: shift.rota, at: shift.start }
}
