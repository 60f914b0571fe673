/** Handles Escalate to SEM and Escalate to IM, clicked or typed: climbs the role's ladder. */
import { Refusal } from '#errors.ts'
import type { Command } from '#incidents/decide.ts'
import type { Callee, Incident } from '#incidents/incident.ts'
import type { AskedLevel } from '#escalation/ladder-preview.ts'
import { escalateImView, readEscalateIm } from './escalate-im-form.ts'
import { escalateSemView, readEscalateSem } from './escalate-sem-form.ts'
import { nobodyToEscalateTo, unknownSquad } from '#messages/short-replies.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import type { AboutOne } from '../asking/typed.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import { askPage, pageMentioned } from './page-person.ts'
import { firstWord, roleFrom, squadWord } from '../asking/role-words.ts'
import type { Reply, Services } from '../asking/services.ts'

/** The command as a form will send it, to check early that the person may. */
const leadsTo: Command = { do: 'escalate', role: 'im', reason: null }

export async function askEscalateSem(click: Click, services: Services): Promise<Reply> {
  return askSquad(clicked(click), null, services)
}

/** Shows the people of another squad, chosen in the form. */
export async function previewSquad(click: Click, services: Services): Promise<Reply> {
  return askSquad(submitted(click), click.value, services)
}

export async function askEscalateIm(click: Click, services: Services): Promise<Reply> {
  return preview(clicked(click), 'im', services, (incident, levels) =>
    escalateImView(incident, levels, services.policy.words),
  )
}

export async function escalateSem(form: Form, services: Services): Promise<Reply> {
  const { squad, ...rest } = readEscalateSem(form.state)
  const { squads } = services.policy
  if (!squads.includes(squad)) throw new Refusal(unknownSquad(squad, squads), 'squad')
  return act(submitted(form), { do: 'escalate', role: `sem:${squad}`, ...rest }, services)
}

export async function escalateIm(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'escalate', role: 'im', ...readEscalateIm(form.state) }, services)
}

/** `escalate im we need …`, `escalate payments …`, `escalate @robin …`; with none of these the form asks. */
export async function typeEscalate(typed: TypedAbout, services: Services): Promise<Reply> {
  const { role, rest } = roleFrom(typed.rest, services.policy)
  if (role !== null) return actTyped(typed, { do: 'escalate', role, reason: rest || null }, services)
  const [first] = firstWord(typed.rest)
  if (first.startsWith('@')) return pageMentioned(typed, services)
  if (first === 'someone') return askPage(typed, services)
  const { squads, words } = services.policy
  const [squad, reason] = squadWord(typed.rest, words.names.sem)
  if (squad !== '') throw new Refusal(nobodyToEscalateTo(squad, reason, squads, words))
  return askSquad(typed, null, services)
}

/** Takes the squad chosen, else the incident's own, else the only one there is. */
async function askSquad(about: AboutOne, chosen: string | null, services: Services): Promise<Reply> {
  const { squads, words } = services.policy
  const incident = await services.incidents.see(about.user, about.incident)
  const wanted = chosen ?? incident.squad ?? (squads.length === 1 ? squads[0] : null)
  const squad = squads.find((one) => one === wanted) ?? null
  return squad === null
    ? ask(about, services, (one) => escalateSemView(one, { squads, squad, levels: [] }, words), { leadsTo })
    : preview(about, `sem:${squad}`, services, (one, levels) =>
        escalateSemView(one, { squads, squad, levels }, words),
      )
}

/** Opens a form with the people whom the role's ladder would ask, then asks Slack which of them hear nothing. */
async function preview(
  about: AboutOne,
  role: Callee,
  services: Services,
  view: (incident: Incident, levels: readonly AskedLevel[]) => ReturnType<typeof escalateImView>,
): Promise<Reply> {
  const incident = await services.incidents.see(about.user, about.incident)
  const levels = await services.escalation.preview(about.incident, role)
  const reply = await ask(about, services, () => view(incident, levels), { leadsTo })
  return (
    reply && {
      ...reply,
      refine: async () => {
        const heard = await services.hearPreview(about.incident, role, levels)
        return heard && view(incident, heard)
      },
    }
  )
}
