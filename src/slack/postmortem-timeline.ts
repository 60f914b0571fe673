/** When someone changes a line of the timeline: its time, its words, or whether it is there. */
import { Refusal } from '#errors.ts'
import { chooseEntryView, editEntryView, readEntry, readEntryEdit } from '#messages/modals/postmortem.ts'
import { noSuchButton } from '#messages/short-answer.ts'
import { textOf } from '#postmortems/words.ts'
import { clicked, metaOf, submitted } from './about.ts'
import type { Click, Form } from './asked.ts'
import type { TypedAbout } from './command.ts'
import type { Reply, Services } from './services.ts'

export async function typeTimeline(typed: TypedAbout, { postmortems }: Services): Promise<Reply> {
  const { incident, draft } = await postmortems.see(typed.user, typed.incident)
  return { open: chooseEntryView(incident, draft.entries) }
}

export async function askEntry(click: Click, { postmortems }: Services): Promise<Reply> {
  const { user, incident: number } = clicked(click)
  const { incident, draft } = await postmortems.see(user, number)
  return { open: chooseEntryView(incident, draft.entries) }
}

export async function askEntryEdit(form: Form, { postmortems }: Services): Promise<Reply> {
  const { user, incident: number } = submitted(form)
  const { incident, draft } = await postmortems.see(user, number)
  const entry = draft.entries[readEntry(form.state) ?? -1]
  if (entry === undefined) throw new Refusal('Please choose a line.', 'entry')
  return { open: editEntryView(incident, entry) }
}

export async function editEntry(form: Form, { postmortems }: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  const { draft } = await postmortems.see(user, incident)
  const entry = draft.entries.find((one) => one.key === metaOf(form).of)
  if (entry === undefined) throw new Refusal(noSuchButton)
  const { at, words, remove } = readEntryEdit(form.state)
  const isMoved = at !== null && Math.abs(at.getTime() - entry.at.getTime()) >= 60_000
  const isReworded = words !== '' && words !== textOf(entry.words).trim()
  if (!remove && !isMoved && !isReworded) return null
  const edit = {
    key: entry.key,
    placed: remove ? ('removed' as const) : null,
    at: isMoved ? at : null,
    words: isReworded ? words : null,
  }
  await postmortems.edit(user, incident, edit, key)
  return null
}
