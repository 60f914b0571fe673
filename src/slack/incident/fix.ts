/** Handles Fix…: an attempt starts, or the one under way ends. */
import { Refusal } from '#errors.ts'
import type { Command } from '#incidents/decide.ts'
import { type FixKind, fixKinds, type Incident } from '#incidents/incident.ts'
import { readEndFix } from './end-fix-form.ts'
import { fixView } from './fix-form.ts'
import { readStartFix, startFixView } from './start-fix-form.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import { act, ask, clicked, metaOf, submitted } from '../asking/about.ts'
import type { AboutOne, TypedAbout } from '../asking/typed.ts'
import type { Click, Form } from '../asking/request.ts'
import { firstWord } from '../asking/role-words.ts'
import type { Reply, Services } from '../asking/services.ts'

/** The command as the form will send it, to check early that the person may. */
const starting: Command = { do: 'start fix', kind: 'revert', what: '…', link: null }

export async function askFix(click: Click, services: Services): Promise<Reply> {
  const view = (incident: Incident) => fixView(incident, services.policy.fixGuide())
  return ask(clicked(click), services, view, { leadsTo: starting })
}

/** `fix`; `fix revert back to 41` and `fix worked` fill in the form. */
export async function typeFix(typed: TypedAbout, services: Services): Promise<Reply> {
  const [first, after] = firstWord(typed.rest)
  const kind = fixKinds.find((one) => one.startsWith(first.toLowerCase()) && first.length > 2)
  const outcome = (['worked', 'failed'] as const).find((one) => one === first.toLowerCase())
  const guide = services.policy.fixGuide()
  const view = (incident: Incident) => {
    if (typed.rest === '' || outcome !== undefined)
      return fixView(incident, guide, { outcome: outcome ?? null, words: after })
    return startFixView(incident, guide, kind ?? 'revert', kind === undefined ? typed.rest : after)
  }
  return ask(typed, services, view, { leadsTo: starting })
}

export async function askRevert(click: Click, services: Services): Promise<Reply> {
  return askKind(clicked(click), 'revert', services)
}

export async function askHotfix(click: Click, services: Services): Promise<Reply> {
  return askKind(clicked(click), 'hotfix', services)
}

export async function askAnother(click: Click, services: Services): Promise<Reply> {
  return askKind(clicked(click), 'revert', services)
}

/** Shows the checklist of another kind of fix, chosen in the form. */
export async function showKind(click: Click, services: Services): Promise<Reply> {
  const kind = fixKinds.find((one) => one === click.value)
  if (kind === undefined) throw new Refusal(noSuchButton)
  return askKind(submitted(click), kind, services)
}

function askKind(about: AboutOne, kind: FixKind, services: Services): Promise<Reply> {
  const view = (incident: Incident) => startFixView(incident, services.policy.fixGuide(), kind)
  return ask(about, services, view, { leadsTo: starting })
}

export async function startFix(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'start fix', ...readStartFix(form.state) }, services)
}

export async function endFix(form: Form, services: Services): Promise<Reply> {
  const { fix: number } = metaOf(form)
  if (number === undefined) throw new Refusal(noSuchButton)
  return act(submitted(form), { do: 'end fix', number, ...readEndFix(form.state) }, services)
}
