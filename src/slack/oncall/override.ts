/** Handles decisions on who is on call, over the turns of the rota. */
import { Refusal } from '#errors.ts'
import { bold, mention, when } from '#words/blocks.ts'
import { overrideView, readOverride } from './override-form.ts'
import { changed, noSuchDay, unknownRota } from '#messages/oncall/oncall-replies.ts'
import { rotaPeopleAsked } from '#messages/oncall/rota-request.ts'
import type { TurnNow } from '#oncall/oncall-views.ts'
import { hoursWords } from '#oncall/turn-words.ts'
import { decidedIn, quietUntil } from '#oncall/turns/meant.ts'
import { day, type Range, subtract } from '#time.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { handOverOn } from '#oncall/turns/turns.ts'
import type { Request, Form } from '../asking/request.ts'
import { requireTurnTaker } from '../asking/colleague.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { readDays } from './dates.ts'
import { todayIn } from './rota.ts'
import { inOrder } from './word-order.ts'
import type { Reply, Services } from '../asking/services.ts'

/**
 * `override @robin geoc because …`, with `friday` or `2026-12-24 to 2026-12-27` before the reason for the turns of those
 * days. The form asks for missing parts. Without a day it is from now to the next hand-over, or for a day.
 */
export async function typeOverride(typed: TypedVerb, services: Services): Promise<Reply> {
  const turns = await services.rotas.turns()
  const rotas = turns.map(({ rota }) => rota)
  const [asked = '', reason = ''] = typed.rest.split(/\bbecause\b([^]*)/i).map((part) => part.trim())
  const named = inOrder({ ...typed, rest: asked }, rotas, services)
  const turn = turns.find(({ rota }) => rota.id === named.rota?.id) ?? turns[0]
  const range = named.rest === '' ? untilHandOver(turn, services) : daysIn(named, rotas, services)
  const user = asked.includes('@') ? named.user : null
  const rota = named.rota ?? (rotas.length === 1 ? rotas[0] : undefined)
  if (user !== null && rota !== undefined && reason !== '') {
    return decide(typed, { rota: rota.id, user, reason, ...range }, services)
  }
  return { open: overrideView(rotas, { rota: turn?.rota.id ?? null, user, reason, ...range }) }
}

export async function submitOverride(form: Form, services: Services): Promise<Reply> {
  return decide(form, readOverride(form.state), services)
}

async function decide(
  { user: by, key }: Request,
  { rota, ...order }: ReturnType<typeof readOverride>,
  services: Services,
): Promise<Reply> {
  await requireTurnTaker(order.user, services, 'user')
  const made = await services.rotaChanges.override(by, rota, order, key)
  if (made.asked) return { say: changed(rotaPeopleAsked(made.rota), []) }
  const done = [
    mention(order.user),
    bold(` is ${made.rota.name}`),
    ' from ',
    when(order.start, 'day'),
    ' to ',
    when(order.end, 'day'),
    ...(masks(made.rota, order) ? [`, in its hours: ${hoursWords(made.rota)} (${made.rota.timeZone})`] : []),
    `. ${services.policy.words.names.oncall} why says the reason.`,
  ]
  return { say: changed(done, [made]) }
}

function untilHandOver(turn: TurnNow | undefined, { clock }: Services): Range {
  const start = clock.now()
  const tomorrow = start.getTime() + day
  const until = turn?.current?.end ?? (turn?.quiet ? quietUntil(turn.rota, start) : null)
  return { start, end: new Date(Math.min(until?.getTime() ?? tomorrow, tomorrow)) }
}

/** True where the decision holds for a part of its time only: the rest of it is quiet. */
function masks(rota: Rota, { start, end }: Range): boolean {
  return subtract({ start, end }, decidedIn(rota, { start, end })).length > 0
}

/** From the hand-over of the first day to the one after the last. */
function daysIn(
  { rota, rest }: { rota: Rota | null; rest: string },
  rotas: readonly Rota[],
  services: Services,
): Range {
  const of = rota ?? rotas[0]
  const days = of ? readDays(rest, todayIn(of.timeZone, services)) : null
  if (of === undefined || days === null) {
    throw new Refusal(rota ? noSuchDay(rest, services.clock.now(), rota.timeZone) : unknownRota(rest, rotas))
  }
  return { start: handOverOn(of, days.first), end: handOverOn(of, days.last.add({ days: 1 })) }
}
