/** Handles work on a post-mortem: from its message in the room, or by `/incident postmortem`. */
import { Refusal } from '#errors.ts'
import { archiveDue } from '#incidents/archiving.ts'
import { requireReader } from '../asking/colleague.ts'
import { readText } from '../asking/form-values.ts'
import { answerView } from './answer-form.ts'
import { draftView } from './draft-form.ts'
import { exportView } from './export-form.ts'
import { ownerView, readOwner } from './owner-form.ts'
import { publishView } from './publish-form.ts'
import { readReview, reviewView } from './review-form.ts'
import {
  chooseSectionView,
  editSectionView,
  longestSection,
  readSection,
  suggestionsView,
} from './section-form.ts'
import { waiveView } from './waive-form.ts'
import { postmortemMessage } from '#messages/postmortem/postmortem-message.ts'
import { thanksForAnswer, asked, noPostmortem, exportSent } from '#messages/postmortem/postmortem-replies.ts'
import { questions } from '#messages/postmortem/postmortem-lines.ts'
import { publishingDoubts } from '#messages/postmortem/publishing-doubts.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import { sectionNames } from '#postmortems/draft/draft.ts'
import type { Format } from '#postmortems/files/export-service.ts'
import type { PostmortemStatus } from '#postmortems/postmortem.ts'
import { sectionText } from '#postmortems/draft/section-text.ts'
import { suggestions } from '#postmortems/draft/wording.ts'
import { workingTime } from '#policy/working-hours.ts'
import { day, hour } from '#time.ts'
import { clicked, incidentNumber, metaOf, submitted } from '../asking/about.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `postmortem`, or `postmortem export`. */
export async function typePostmortem(typed: TypedAbout, { postmortems, policy }: Services): Promise<Reply> {
  const { incident, postmortem, draft, written } = await postmortems.see(typed.user, typed.incident)
  if (typed.rest.toLowerCase() === 'export') return { open: exportView(incident) }
  if (postmortem === null) throw new Refusal(noPostmortem(incident))
  return {
    say: postmortemMessage(
      incident,
      postmortem,
      draft,
      written,
      archiveDue(incident, policy.archiveAfter, postmortem),
    ),
  }
}

export async function openDraft(click: Click, { postmortems, model }: Services): Promise<Reply> {
  const { user, incident: number } = clicked(click)
  return { open: draftView(await postmortems.see(user, number), model.isConnected) }
}

export async function askSection(click: Click, { postmortems }: Services): Promise<Reply> {
  const { user, incident: number } = clicked(click)
  return { open: chooseSectionView((await postmortems.see(user, number)).incident) }
}

export async function askSectionText(form: Form, { postmortems, people }: Services): Promise<Reply> {
  const { user, incident: number } = submitted(form)
  const name = readSection(form.state)
  const { incident, draft, written } = await postmortems.see(user, number)
  const text =
    written[name] ?? (await sectionText(draft.sections[name], async (id) => (await people.find(id))?.name))
  if (text.length > longestSection)
    throw new Refusal('That section is too long for a form. Export it, and shorten it there.', 'section')
  return { open: editSectionView(incident, name, text) }
}

/** Saves a section, then suggests wording that blames nobody. */
export async function submitSection(form: Form, { postmortems, people }: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  const name = sectionNames.find((one) => one === metaOf(form).of)
  if (name === undefined) throw new Refusal(noSuchButton)
  const text = readText(form.state)
  const { draft, incident: about } = await postmortems.see(user, incident)
  await postmortems.write(user, incident, { name, text }, key)
  const names = await Promise.all(
    draft.facts.people.map(async (one) => (await people.find(one.user))?.name ?? ''),
  )
  const found = suggestions(text, names)
  return found.length > 0 ? { open: suggestionsView(about, found) } : null
}

/** Makes a button that moves it on without asking anything. */
export function movePostmortem(to: PostmortemStatus) {
  return async (click: Click, { postmortems }: Services): Promise<Reply> => {
    const { user, incident, key } = clicked(click)
    await postmortems.move(user, incident, to, {}, key)
    return null
  }
}

export async function askPublish(click: Click, { postmortems, policy }: Services): Promise<Reply> {
  const { user, incident: number } = clicked(click)
  const { incident, postmortem, draft, written } = await postmortems.see(user, number)
  if (postmortem === null) throw new Refusal(noPostmortem(incident))
  return {
    open: publishView(
      incident,
      postmortem.lesson,
      policy.archiveAfter,
      publishingDoubts(postmortem, draft, written),
    ),
  }
}

export async function submitPublish(form: Form, { postmortems }: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  await postmortems.move(user, incident, 'published', { lesson: readText(form.state) }, key)
  return null
}

export async function askWaive(click: Click, { postmortems, policy }: Services): Promise<Reply> {
  const { user, incident } = clicked(click)
  return { open: waiveView((await postmortems.see(user, incident)).incident, policy.archiveAfter) }
}

export async function waive(form: Form, { postmortems }: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  await postmortems.move(user, incident, 'waived', { reason: readText(form.state) }, key)
  return null
}

export async function askOwner(click: Click, { postmortems }: Services): Promise<Reply> {
  const { user, incident: number } = clicked(click)
  const { incident, postmortem } = await postmortems.see(user, number)
  return { open: ownerView(incident, postmortem?.owner ?? null) }
}

export async function changeOwner(form: Form, services: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  const owner = readOwner(form.state)
  await requireReader(owner, services, 'owner')
  await services.postmortems.assign(user, incident, owner, key)
  return null
}

export async function askReview(click: Click, services: Services): Promise<Reply> {
  const { postmortems, people, policy, clock } = services
  const { user, incident: number } = clicked(click)
  const { incident } = await postmortems.see(user, number)
  const soon = new Date(Math.ceil((clock.now().getTime() + 2 * day) / hour) * hour)
  return { open: reviewView(incident, workingTime(soon, policy.hoursOf(await people.find(user)))) }
}

/** Tells the room the time through its message; the proposer also gets the calendar file. */
export async function proposeReview(form: Form, { postmortems, exports }: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  const at = readReview(form.state)
  if (at === null) throw new Refusal('Choose a time.', 'at')
  await postmortems.proposeReview(user, incident, at, key)
  await exports.send(user, incident, 'ics')
  return null
}

export async function askContributors(click: Click, { postmortems }: Services): Promise<Reply> {
  const { user, incident, key } = clicked(click)
  await postmortems.askContributors(user, incident, key)
  return { say: asked() }
}

/** Opens the form in which a person answers for a section with missing facts. */
export async function askAnswer({ user, value }: Click, { postmortems }: Services): Promise<Reply> {
  const [number = '', section] = value.split('/')
  const { incident, draft, written } = await postmortems.see(user, incidentNumber(number))
  const name = sectionNames.find((one) => one === section)
  if (name === undefined) throw new Refusal(noSuchButton)
  return {
    open: answerView(
      incident,
      name,
      questions(draft, written).filter((one) => one.section === name),
    ),
  }
}

export async function answerSection(form: Form, { postmortems, people }: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  const name = sectionNames.find((one) => one === metaOf(form).of)
  if (name === undefined) throw new Refusal(noSuchButton)
  const { draft } = await postmortems.see(user, incident)
  const nameOf = async (id: string) => (await people.find(id))?.name
  const drafted = await sectionText(draft.sections[name], nameOf)
  const by = (await nameOf(user)) ?? 'somebody'
  await postmortems.answer(user, incident, { name, drafted, said: readText(form.state), by }, key)
  return { say: thanksForAnswer(incident) }
}

export async function askExport(click: Click, { postmortems }: Services): Promise<Reply> {
  const { user, incident } = clicked(click)
  return { open: exportView((await postmortems.see(user, incident)).incident) }
}

export function exportAs(format: Format) {
  return async (click: Click, { exports }: Services): Promise<Reply> => {
    const { user, incident } = clicked(click)
    await exports.send(user, incident, format)
    return { say: exportSent() }
  }
}
