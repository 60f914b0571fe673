/** Changes a line of the timeline: its time or its words, or takes it off; and adds a message that was left out. */
import { Refusal } from '#errors.ts'
import type { ImpactWish } from '#incidents/impact-times.ts'
import {
  chooseEntryView,
  editEntryView,
  type EntryEdit,
  entryWords,
  readEntry,
  readEntryEdit,
} from './entry-form.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import { byMessage, keyOf } from '#postmortems/draft/evidence.ts'
import type { Entry } from '#postmortems/draft/timeline.ts'
import { proseText } from '#postmortems/draft/words.ts'
import { clicked, metaOf, submitted } from '../asking/about.ts'
import type { AboutOne } from '../asking/typed.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import { zoneOf } from '../oncall/rota.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function typeTimeline(typed: TypedAbout, services: Services): Promise<Reply> {
  return chooseEntry(typed, services)
}

export async function askEntry(click: Click, services: Services): Promise<Reply> {
  return chooseEntry(clicked(click), services)
}

async function chooseEntry({ user, incident: number }: AboutOne, services: Services): Promise<Reply> {
  const { incident, draft } = await services.postmortems.see(user, number)
  const left = draft.leftOut.map((message) => ({ words: entryWords(message), original: null }))
  const nameOf = await namesIn([...draft.entries, ...left], services)
  return { open: chooseEntryView(incident, draft, { nameOf, timeZone: await zoneOf(user, services) }) }
}

export async function askEntryEdit(form: Form, services: Services): Promise<Reply> {
  const { user, incident: number, key } = submitted(form)
  const { incident, draft } = await services.postmortems.see(user, number)
  const chosen = readEntry(form.state)
  const left = draft.leftOut.map((message) => keyOf(byMessage(message))).find((one) => one === chosen.left)
  if (left !== undefined) {
    await services.postmortems.edit(user, number, { key: left, placed: 'added', at: null, words: null }, key)
    return null
  }
  const entry = draft.entries[chosen.entry ?? -1]
  if (entry === undefined) throw new Refusal('Choose a line.', 'entry')
  return { open: editEntryView(incident, entry, { nameOf: await namesIn([entry], services) }) }
}

export async function editEntry(form: Form, services: Services): Promise<Reply> {
  const { postmortems, incidents } = services
  const { user, incident, key } = submitted(form)
  const { draft } = await postmortems.see(user, incident)
  const entry = draft.entries.find((one) => one.key === metaOf(form).of)
  if (entry === undefined) throw new Refusal(noSuchButton)
  const filled = readEntryEdit(form.state)
  const { words } = filled
  const at =
    filled.at !== null && Math.abs(filled.at.getTime() - entry.at.getTime()) >= 60_000 ? filled.at : null
  const wish = impactShown(entry, { ...filled, at })
  if (wish !== null) await incidents.act(user, incident, { do: 'set impact', ...wish }, `${key} impact`)
  // The line of an edge moves, and goes, with what it tells.
  const isMoved = entry.edge === null && at !== null
  const remove = entry.edge === null && filled.remove
  const isReworded = words !== '' && words !== proseText(entry.words, await namesIn([entry], services)).trim()
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

/** The word on the impact that an edited line gives. */
function impactShown({ edge, at, cites }: Entry, edited: EntryEdit): ImpactWish | null {
  if (edge !== null && edited.remove) return { [edge]: null }
  if (edge !== null) return edited.at && { [edge]: edited.at }
  if (edited.edge === null || edited.remove) return null
  const message = edited.at === null ? cites.find((one) => one.kind === 'message') : undefined
  return {
    [edited.edge]: edited.at ?? at,
    ...(message && { message: { channel: message.channel, ts: message.ts } }),
  }
}

async function namesIn(
  entries: readonly Pick<Entry, 'words' | 'original'>[],
  { people }: Services,
): Promise<(person: string) => string> {
  const words = entries.flatMap((entry) => [...entry.words, ...(entry.original?.words ?? [])])
  const ids = words.flatMap((one) => (typeof one === 'object' && 'person' in one ? [one.person] : []))
  const known = await people.findAll(ids)
  return (person) => known.get(person)?.name ?? 'somebody'
}
