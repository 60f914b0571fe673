/** When someone clicks Fix…: an attempt starts, or the one under way ends. */
import { Refusal } from '#errors.ts'
import { readEndFix } from '#messages/modals/end-fix.ts'
import { fixView } from '#messages/modals/fix.ts'
import { readStartFix, startFixView } from '#messages/modals/start-fix.ts'
import { noSuchButton } from '#messages/short-answer.ts'
import { act, ask, clicked, metaOf, submitted } from './about.ts'
import type { Click, Form } from './asked.ts'
import type { Reply, Services } from './services.ts'

export async function askFix(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, fixView)
}

export async function askRevert(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, (incident) => startFixView(incident, 'revert'))
}

export async function askHotfix(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, (incident) => startFixView(incident, 'hotfix'))
}

export async function askAnother(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, (incident) => startFixView(incident))
}

export async function startFix(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'start fix', ...readStartFix(form.state) }, services)
}

export async function endFix(form: Form, services: Services): Promise<Reply> {
  const { fix: number } = metaOf(form)
  if (number === undefined) throw new Refusal(noSuchButton)
  return act(submitted(form), { do: 'end fix', number, ...readEndFix(form.state) }, services)
}
