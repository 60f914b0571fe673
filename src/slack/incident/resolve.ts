/** Handles Resolve: asks what fixed it and what the impact was. */
import { type Command, limits } from '#incidents/decide.ts'
import { readResolve, resolveView } from './resolve-form.ts'
import { act, ask, clicked, submitted } from '../asking/about.ts'
import { requireReader } from '../asking/colleague.ts'
import type { Click, Form } from '../asking/request.ts'
import { proseText } from '#postmortems/draft/words.ts'
import type { AboutOne, TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

/** The command as the form will send it, to check early that the person may. */
const resolving: Command = { do: 'resolve', fix: '…', impact: '…' }

export async function askResolve(click: Click, services: Services): Promise<Reply> {
  const reply = await ask(clicked(click), services, (incident) => resolveView(incident), {
    leadsTo: resolving,
  })
  return withSuspects(reply, clicked(click), '', services)
}

/** `resolve rolled back to 41`: fills in the form; what is too long for it is noted first. */
export async function typeResolve(typed: TypedAbout, services: Services): Promise<Reply> {
  const { rest } = typed
  const reply = await ask(typed, services, (incident) => resolveView(incident, rest), { leadsTo: resolving })
  if (rest.length > limits.text) await act(typed, { do: 'note', text: rest }, services)
  return withSuspects(reply, typed, rest, services)
}

/** Offers what may have been the cause as soon as the record is read; the form is open before. */
function withSuspects(
  reply: Reply,
  { user, incident: number }: AboutOne,
  typed: string,
  services: Services,
): Reply {
  if (reply === null || !('open' in reply)) return reply
  const refine = async () => {
    const { incident, draft } = await services.postmortems.see(user, number)
    if (draft.offered.cause.length === 0) return null
    const suspects = draft.offered.cause.map(({ key, quote }) => ({
      key,
      words: proseText(quote, () => '@somebody'),
    }))
    return resolveView(incident, typed, suspects)
  }
  return { ...reply, refine }
}

export async function resolve(form: Form, services: Services): Promise<Reply> {
  const { fix, impact, owner, cause } = readResolve(form.state)
  const { user, incident, key } = submitted(form)
  if (owner !== null) await requireReader(owner, services, 'owner')
  await act({ user, incident, key }, { do: 'resolve', fix, impact }, services)
  if (cause !== null) await services.incidents.act(user, incident, { do: 'judge', ...cause }, `${key} cause`)
  if (owner !== null) await services.postmortems.assign(user, incident, owner, `${key} owner`)
  return null
}
