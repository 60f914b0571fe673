/** Handles roles: giving one, offering one, and the answer to an offer. */
import { z } from 'zod'
import { counted } from '#incidents/counted.ts'
import type { Incident, Role, UserId } from '#incidents/incident.ts'
import { assignView, readAssign } from './assign-form.ts'
import { handOverView, readHandOver } from './hand-over-form.ts'
import { buttonValue } from '../asking/button-value.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import type { AboutOne } from '../asking/typed.ts'
import { leaving } from '../asking/command.ts'
import { next, typeTake } from './acknowledge.ts'
import type { Click, Form } from '../asking/request.ts'
import { requireReader } from '../asking/colleague.ts'
import type { TypedAbout } from '../asking/typed.ts'
import { roleFrom } from '../asking/role-words.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function askAssign(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, assigning(services))
}

export async function assign(form: Form, services: Services): Promise<Reply> {
  const { role, to } = readAssign(form.state)
  await requireReader(to, services, 'to')
  return act(submitted(form), { do: 'give role', role, to }, services)
}

/** `assign im @robin`; without a role or a person the form asks. */
export async function typeAssign(typed: TypedAbout, services: Services): Promise<Reply> {
  const { role } = roleFrom(typed.rest, services.policy)
  const [to] = typed.mentioned
  const left = roleFrom(withoutName(typed.rest), services.policy).rest
  if (role === null || to === undefined)
    return leaving(await ask(typed, services, assigning(services, { role, to })), left, typed)
  await requireReader(to, services, 'to')
  return leaving(await actTyped(typed, { do: 'give role', role, to }, services), left, typed)
}

/** `lead @robin`, or `lead` for oneself. */
export async function typeLead(typed: TypedAbout, services: Services): Promise<Reply> {
  if (!typed.rest.includes('@')) return typeTake(typed, services)
  return typeAssign({ ...typed, rest: `geoc ${typed.rest}` }, services)
}

/** The words beside a mention. */
function withoutName(text: string): string {
  return text
    .replace(/(?<!\S)@\S+/, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

export async function askHandOver(click: Click, services: Services): Promise<Reply> {
  return handingOver(clicked(click), services)
}

export async function handOver(form: Form, services: Services): Promise<Reply> {
  const { to, ...offered } = readHandOver(form.state)
  await requireReader(to, services, 'to')
  return act(submitted(form), { do: 'offer role', to, ...offered }, services)
}

/** `handoff @robin`, `handoff im @robin the revert is under way`: the role named, or the one held, with the words as a brief; without a person the form asks. */
export async function typeHandOver(typed: TypedAbout, services: Services): Promise<Reply> {
  const [to] = typed.mentioned
  if (to === undefined)
    return leaving(await handingOver(typed, services), roleFrom(typed.rest, services.policy).rest, typed)
  const { role } = roleFrom(typed.rest, services.policy)
  const held = role ?? heldBy(typed.user, await services.incidents.see(typed.user, typed.incident)) ?? 'geoc'
  await requireReader(to, services, 'to')
  const brief = roleFrom(withoutName(typed.rest), services.policy).rest
  return actTyped(typed, { do: 'offer role', role: held, to, brief }, services)
}

/** "Take over as GEOC", or "I'll take it" where nobody has it: then `from` is null. The one who had it is told. */
export async function takeRole({ user, key, value }: Click, services: Services): Promise<Reply> {
  const { number, role, from } = buttonValue(taking, value)
  const command = { do: 'give role', role, to: user, from } as const
  return next(user, await services.incidents.act(user, number, command, key), services)
}

export async function acceptRole({ user, key, value }: Click, services: Services): Promise<Reply> {
  const { number, role } = buttonValue(offer, value)
  return next(user, await services.incidents.act(user, number, { do: 'accept role', role }, key), services)
}

export async function declineRole({ user, key, value }: Click, services: Services): Promise<Reply> {
  const { number: incident, role } = buttonValue(offer, value)
  return act({ user, key, incident }, { do: 'decline role', role, reason: null }, services)
}

function assigning({ policy }: Services, known: Parameters<typeof assignView>[3] = {}) {
  return (incident: Incident) => assignView(incident, policy.squads, policy.words, known)
}

/** Suggests the next person on the role's ladder. */
async function handingOver(about: AboutOne, services: Services): Promise<Reply> {
  const { incidents, escalation, policy } = services
  const incident = await incidents.see(about.user, about.incident)
  const role = heldBy(about.user, incident)
  const levels = role === null ? [] : await escalation.preview(about.incident, role)
  const others = levels.flatMap(({ people }) => people).filter(({ user }) => user !== about.user)
  const to = others[0]?.user ?? null
  const view = () => handOverView(incident, { role, to }, policy.squads, policy.words)
  const leadsTo = { do: 'offer role', role: role ?? 'geoc', to: '', brief: '' } as const
  return ask(about, services, view, { leadsTo })
}

function heldBy(user: UserId, { roles }: Incident): Role | null {
  return (Object.keys(roles) as Role[]).find((role) => roles[role] === user) ?? null
}

const offer = z.object({
  number: counted,
  role: z.custom<Role>((role) => typeof role === 'string' && /^(geoc|im|sem:.+)$/.test(role)),
})
const taking = offer.extend({ from: z.string().nullable() })
