/** Handles what a model proposed: a person takes a sentence over, or lets the model read a private incident. */
import { Refusal } from '#errors.ts'
import { sectionText } from '#postmortems/draft/section-text.ts'
import { clicked, incidentNumber } from '../asking/about.ts'
import type { Click } from '../asking/request.ts'
import type { Reply, Services } from '../asking/services.ts'
import { draftView } from './draft-form.ts'
import { longestSection } from './section-form.ts'

/** What a person takes over is theirs: a cause is then confirmed by them, anything else stands in the section under their name. */
export async function takeProposal({ user, value, key, form }: Click, services: Services): Promise<Reply> {
  const { postmortems, incidents, people } = services
  const [number = '', id] = value.split('/')
  const incident = incidentNumber(number)
  const { draft, written, proposals } = await postmortems.see(user, incident)
  const taken = proposals.find((one) => one.id === id)
  if (taken === undefined)
    throw new Refusal('That is not proposed any more: the record or the text has changed since.')
  const nameOf = async (person: string) => (await people.find(person))?.name
  const text = (await sectionText([{ words: taken.words, cites: [], at: null, ask: null }], nameOf)).slice(2)
  if (taken.part === 'cause') {
    await incidents.act(user, incident, { do: 'judge', about: 'cause', of: null, verdict: 'yes', text }, key)
  } else {
    const before = written[taken.section] ?? (await sectionText(draft.sections[taken.section], nameOf))
    const by = (await nameOf(user)) ?? 'somebody'
    const whole = `${before}\n- ${text} (proposed by a model, taken over by ${by})`.trim()
    if (whole.length > longestSection)
      throw new Refusal('That section is too long for a form. Export it, and shorten it there.')
    await postmortems.write(user, incident, { name: taken.section, text: whole }, key)
  }
  return form === null ? null : { open: await opened(user, incident, services) }
}

export async function letModelRead(click: Click, services: Services): Promise<Reply> {
  const { user, incident, key } = clicked(click)
  await services.model.letRead(user, incident, key)
  return click.form === null ? null : { open: await opened(user, incident, services) }
}

async function opened(user: string, number: number, { postmortems, model }: Services) {
  return draftView(await postmortems.see(user, number), model.isConnected)
}
