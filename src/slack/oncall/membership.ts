/** Handles people who join or leave a rota, or are added or removed by others. */
import { Refusal } from '#errors.ts'
import { bold, mention } from '#words/blocks.ts'
import { additionView } from './addition-form.ts'
import { clashLine } from '#messages/oncall/addition.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import { changed, joined, unknownRota } from '#messages/oncall/oncall-replies.ts'
import { rotaPeopleAsked } from '#messages/oncall/rota-request.ts'
import { namesOfRotas } from '#oncall/rota-names.ts'
import { metaOf } from '../asking/about.ts'
import type { Form, Request, Click } from '../asking/request.ts'
import { requireTurnTaker } from '../asking/colleague.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { withRota } from './rota.ts'
import { inOrder } from './word-order.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function typeJoinRota(typed: TypedVerb, services: Services): Promise<Reply> {
  const button = { words: 'Join', action: 'oncall.join' }
  return withRota(typed.rest, await services.rotas.rotas(), button, services, (rota) =>
    enter(typed, rota, services),
  )
}

export async function joinRota(click: Click, services: Services): Promise<Reply> {
  return enter(click, click.value, services)
}

export async function typeLeave(typed: TypedVerb, services: Services): Promise<Reply> {
  const own = await services.rotas.rotasOf(typed.user)
  if (own.length === 0) throw new Refusal('You are in no rota, so there is none to leave.')
  const button = { words: 'Leave', action: 'oncall.leave' }
  return withRota(typed.rest, own, button, services, (rota) => exit(typed, rota, services))
}

export async function leaveRota(click: Click, services: Services): Promise<Reply> {
  return exit(click, click.value, services)
}

/** `add @robin`, `add @robin im`: shows first what it changes for those who are in the rota. */
export async function typeAdd(typed: TypedVerb, services: Services): Promise<Reply> {
  return another(typed, services, async (rota, user) => {
    await requireTurnTaker(user, services, 'to')
    await services.rotaChanges.requireMayChange(typed.user)
    const { members } = (await services.rotas.rota(rota)).rota
    if (members.every(({ leftAt }) => leftAt !== null)) return put(typed, rota, user, services)
    const found = await services.rotas.addition(rota, user)
    return { open: additionView(found.addition, user, found.clashes) }
  })
}

export async function submitAddition(form: Form, services: Services): Promise<Reply> {
  const { rota, of: user } = metaOf(form)
  if (rota === undefined || user === undefined) throw new Refusal(noSuchButton)
  await requireTurnTaker(user, services, 'to')
  return put(form, rota, user, services)
}

async function put(
  { user: by, key }: Request,
  rota: string,
  user: string,
  services: Services,
): Promise<Reply> {
  const made = await services.rotaChanges.add(by, rota, user, key)
  if (made.asked) return { say: changed(rotaPeopleAsked(made.rota), []) }
  return { say: changed([mention(user), ` is in ${made.rota.name} now.`], [made]) }
}

export async function typeRemove(typed: TypedVerb, services: Services): Promise<Reply> {
  return another(typed, services, async (rota, user) => {
    const made = await services.rotaChanges.remove(typed.user, rota, user, typed.key)
    if (made.asked) return { say: changed(rotaPeopleAsked(made.rota), []) }
    return { say: changed([mention(user), ` is not in ${made.rota.name} any more.`], [made]) }
  })
}

async function enter(
  { user, key }: Request,
  rota: string,
  { rotas, rotaChanges, policy, clock }: Services,
): Promise<Reply> {
  const change = await rotaChanges.join(user, rota, key)
  const first = (await rotas.myShifts(user)).find((one) => one.rota.id === rota)
  const turn = { first: first?.shift.start ?? null, now: clock.now() }
  const clashes = (await rotas.clashes(rota, user)).slice(0, 3).map((clash) => clashLine(user, clash))
  return { say: joined(change, { ...turn, warnings: clashes }, policy.words) }
}

async function exit({ user, key }: Request, rota: string, { rotaChanges }: Services): Promise<Reply> {
  const change = await rotaChanges.leave(user, rota, key)
  return {
    say: changed([bold(`You have left ${change.rota.name}.`), ' Thank you for your turns.'], [change]),
  }
}

/** Requires the rota's name where there are several, because a button has no room for the person as well. */
async function another(
  typed: TypedVerb,
  services: Services,
  change: (rota: string, user: string) => Promise<Reply>,
): Promise<Reply> {
  const { verb, command } = typed
  const all = await services.rotas.rotas()
  const { user, rota, rest } = inOrder(typed, all, services)
  if (user === null) throw new Refusal(`Say who, with an @: ${command} ${verb} @robin geoc.`)
  if (rest !== '') throw new Refusal(unknownRota(rest, all))
  const [only] = all
  const meant = rota ?? (all.length === 1 ? only : undefined)
  if (meant === undefined) {
    throw new Refusal(
      `Say which rota as well, such as ${command} ${verb} @robin ${all[0]?.name}. The rotas: ${namesOfRotas(all)}.`,
    )
  }
  return change(meant.id, user)
}
