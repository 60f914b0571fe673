/** Handles two people who trade a shift each. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { bold } from '#words/blocks.ts'
import { readSwap, swapView } from './swap-form.ts'
import type { ShiftChoice } from './shift-field-form.ts'
import { parseShift, shiftValue } from '#oncall/turns/shift-value.ts'
import { changed } from '#messages/oncall/oncall-replies.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { zoneOf } from './rota.ts'
import { onShiftMeant } from './shift-meant.ts'
import { inOrder } from './word-order.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `swap`, `swap @robin` for their shifts only, `swap friday geoc` to give the shift of that day. */
export async function typeSwap(typed: TypedVerb, services: Services): Promise<Reply> {
  const { user: partner, rota, rest } = inOrder(typed, await services.rotas.rotas(), services)
  if (rest === '' && rota === null) return openForm(typed.user, null, partner, services)
  const mine = await tradable(typed.user, services)
  return onShiftMeant(mine, { rota, day: rest }, typed, services, (shift) =>
    openForm(typed.user, shift, partner, services),
  )
}

/** Opens the form from a button, whose value may name the shift to give. */
export async function askSwap({ user, value }: Click, services: Services): Promise<Reply> {
  return openForm(user, parseShift(value) && value, null, services)
}

export async function clickOfferSwap({ user, key, state }: Form, { rotaChanges }: Services): Promise<Reply> {
  const { rota, mine, theirs } = readSwap(state)
  const offered = await rotaChanges.offerSwap(user, rota, { mine, theirs }, key)
  const done =
    ' They have it in their direct messages. You are told what they say; until then nothing changes.'
  return { say: changed([bold('Offered.'), done], [offered]) }
}

export async function clickAcceptSwap(
  { user, key, value }: Click,
  { rotaChanges }: Services,
): Promise<Reply> {
  const { rota, swap } = swapIn(value)
  const accepted = await rotaChanges.acceptSwap(user, rota, swap, key)
  return { say: changed([bold('Swapped.'), ' Thank you!'], [accepted]) }
}

export async function clickDeclineSwap(
  { user, key, value }: Click,
  { rotaChanges }: Services,
): Promise<Reply> {
  const { rota, swap } = swapIn(value)
  const declined = await rotaChanges.declineSwap(user, rota, swap, key)
  return { say: changed(['Declined. Everything stays as it was.'], [declined]) }
}

function swapIn(value: string): { rota: string; swap: string } {
  const [rota = '', swap = ''] = value.split(' ')
  if (swap === '') throw new Refusal(noSuchButton)
  return { rota, swap }
}

async function openForm(
  user: UserId,
  initial: string | null,
  partner: UserId | null,
  services: Services,
): Promise<Reply> {
  const all = await tradable(user, services)
  if (all.length === 0) throw new Refusal('You have no turn ahead of you that could be swapped.')
  const others = await othersShifts(user, partner, services)
  const shared = (some: ShiftChoice[], with_: ShiftChoice[]) =>
    some.filter(({ rota }) => with_.some((one) => one.rota.id === rota.id))
  const [mine, theirs] = [shared(all, others), shared(others, all)]
  const [first] = mine
  if (first === undefined) {
    throw new Refusal(
      partner === null
        ? 'Nobody else has a turn in a rota in which you have one, so there is none to swap with. Ask for cover instead.'
        : `You and <@${partner}> have no turns ahead in the same rota. Ask for cover instead.`,
    )
  }
  const given = mine.find((one) => shiftValue(one) === initial) ?? first
  return { open: swapView({ mine, theirs }, await zoneOf(user, services), given) }
}

/** Shifts that the person can give: not yet begun, and covered by nobody. */
async function tradable(user: UserId, { rotas, clock }: Services): Promise<ShiftChoice[]> {
  const mine = await rotas.myShifts(user)
  return mine
    .filter(({ shift, coveredBy }) => shift.start > clock.now() && coveredBy.length === 0)
    .map(({ rota, shift }) => ({ rota, start: shift.start, end: shift.end }))
}

/** Shifts that others hold in the person's rotas, soonest first. */
async function othersShifts(
  user: UserId,
  partner: UserId | null,
  { rotas, people, clock }: Services,
): Promise<ShiftChoice[]> {
  const now = clock.now()
  const own = await rotas.rotasOf(user)
  const states = await Promise.all(own.map(({ id }) => rotas.rota(id)))
  const shifts = states.flatMap(({ rota, shifts: all }) =>
    all
      .filter((one) => one.start > now && one.user !== user && (partner ?? one.user) === one.user)
      .map((one) => ({ ...one, rota })),
  )
  const names = await people.findAll(shifts.map((one) => one.user))
  return shifts.map((one) => ({ ...one, holder: names.get(one.user)?.name ?? 'Somebody' }))
}
