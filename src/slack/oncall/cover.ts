/** Handles requests for cover, and taking it. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { bold, mention, when } from '#words/blocks.ts'
import { type CoverWish, coverView, readCover } from './cover-form.ts'
import type { ShiftChoice } from './shift-field-form.ts'
import { whoCanTake } from '#oncall/turns/cover.ts'
import { parseShift, shiftValue } from '#oncall/turns/shift-value.ts'
import { changed } from '#messages/oncall/oncall-replies.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { zoneOf } from './rota.ts'
import { onShiftMeant } from './shift-meant.ts'
import { inOrder } from './word-order.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `cover`, `cover thursday`, `cover geoc 2026-12-24`: opens the form with that day's shift chosen. */
export async function typeCover(typed: TypedVerb, services: Services): Promise<Reply> {
  const { user: asked, rota, rest } = inOrder(typed, await services.rotas.rotas(), services)
  if (asked !== null)
    throw new Refusal(
      `Cover is asked of everybody in the rota, without an @. For one person's shift, offer a swap: ${typed.command} swap @robin.`,
    )
  if (rest === '' && rota === null) return openForm(typed.user, null, services)
  const mine = await ownShifts(typed.user, services)
  return onShiftMeant(mine, { rota, day: rest }, typed, services, (shift) =>
    openForm(typed.user, shift, services),
  )
}

/** Opens the form from a button, whose value may name the shift. */
export async function askForCover({ user, value }: Click, services: Services): Promise<Reply> {
  return openForm(user, parseShift(value) && value, services)
}

export async function submitCover({ user, key, state }: Form, services: Services): Promise<Reply> {
  const wish = readCover(state)
  const range = await hoursOf(user, wish, services)
  const asked = await services.rotaChanges.askCover(user, wish.rota, { ...range, note: wish.note }, key)
  const able = whoCanTake(await services.rotas.rota(wish.rota), { by: user, ...range }).length
  const done = [
    bold(able === 0 ? 'Noted.' : 'Asked.'),
    able === 0
      ? ` Nobody else in ${asked.rota.name} is there then, so nobody could be asked. `
      : ` ${able === 1 ? 'The other person' : `The ${able} others`} in ${asked.rota.name} can take it with a click, in a direct message. `,
    'Until somebody does, it stays yours.',
  ]
  return { say: changed(done, [asked]) }
}

/** "Take it": the first person to click has it. */
export async function clickTakeCover(
  { user, key, value }: Click,
  { rotas, rotaChanges }: Services,
): Promise<Reply> {
  const [rota = '', cover = ''] = value.split(' ')
  if (cover === '') throw new Refusal(noSuchButton)
  const taken = await rotaChanges.takeCover(user, rota, cover, key)
  const standing = (await rotas.myCovers(user)).find((one) => one.cover.id === cover)?.cover
  const thanks = standing
    ? [
        bold('It is yours.'),
        ' Thank you! You stand in for ',
        mention(standing.by),
        ' from ',
        when(standing.start, 'day'),
        ' to ',
        when(standing.end, 'day'),
        '.',
      ]
    : [bold('It is yours.'), ' Thank you!']
  return { say: changed(thanks, [{ ...taken, moved: [] }]) }
}

async function openForm(user: UserId, initial: string | null, services: Services): Promise<Reply> {
  const mine = await ownShifts(user, services)
  const [first] = mine
  if (first === undefined) {
    throw new Refusal('You have no turn ahead of you that somebody could cover. Enjoy the quiet.')
  }
  return { open: coverView(mine, await zoneOf(user, services), initial ?? shiftValue(first)) }
}

async function ownShifts(user: UserId, { rotas }: Services): Promise<ShiftChoice[]> {
  const mine = await rotas.myShifts(user)
  return mine.map(({ rota, shift }) => ({ rota, start: shift.start, end: shift.end }))
}

/** The hours asked for: all of the shift unless the form says less; for a shift under way, the rest. */
async function hoursOf(user: UserId, { rota, shift, from, until }: CoverWish, services: Services) {
  const mine = await ownShifts(user, services)
  const found = mine.find((one) => one.rota.id === rota && +one.start === +shift)
  if (!found) throw new Refusal('That turn is not yours any more. Please open the form again.', 'shift')
  if (from !== null && (from < found.start || from >= found.end)) {
    throw new Refusal('That is outside the turn.', 'from')
  }
  if (until !== null && (until <= found.start || until > found.end)) {
    throw new Refusal('That is outside the turn.', 'until')
  }
  return { start: from ?? found.start, end: until ?? found.end }
}
