/** Handles a person's word on what a post-mortem offers: it was that, it was not, or it was something else. */
import { Refusal } from '#errors.ts'
import { type JudgedPart, judgedParts } from '#incidents/incident.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import { incidentNumber, metaOf, submitted } from '../asking/about.ts'
import { readText } from '../asking/form-values.ts'
import type { Click, Form } from '../asking/request.ts'
import type { Reply, Services } from '../asking/services.ts'
import { draftView } from './draft-form.ts'
import { judgeView } from './judge-form.ts'

/** A button under a quotation; in the open draft, the draft follows. */
export function judgeAs(verdict: 'yes' | 'no') {
  return async (click: Click, { incidents, postmortems, model }: Services): Promise<Reply> => {
    const { user, key, value, form } = click
    const [number = '', part = '', ...of] = value.split('/')
    const incident = incidentNumber(number)
    const wish = { about: partFrom(part), of: of.join('/'), verdict, text: null }
    await incidents.act(user, incident, { do: 'judge', ...wish }, key)
    if (form === null) return null
    return { open: draftView(await postmortems.see(user, incident), model.isConnected) }
  }
}

export async function askOwnWords({ user, value }: Click, { incidents }: Services): Promise<Reply> {
  const [number = '', part = ''] = value.split('/')
  const incident = await incidents.requireAllowed(user, incidentNumber(number), 'judge')
  return { open: judgeView(incident, partFrom(part)) }
}

export async function submitOwnWords(form: Form, { incidents }: Services): Promise<Reply> {
  const { user, incident, key } = submitted(form)
  const about = partFrom(metaOf(form).of ?? '')
  const wish = { about, of: null, verdict: 'yes', text: readText(form.state) } as const
  await incidents.act(user, incident, { do: 'judge', ...wish }, key)
  return null
}

function partFrom(word: string): JudgedPart {
  const part = judgedParts.find((one) => one === word)
  if (part === undefined) throw new Refusal(noSuchButton)
  return part
}
