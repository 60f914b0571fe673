/** Handles the picture of a month: asking for it, turning it on, and reading it in words. */
import { Refusal } from '#errors.ts'
import { monthInWords, monthWords } from '#messages/oncall/month.ts'
import { plainReply, unknownRota } from '#messages/oncall/oncall-replies.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import type { Click } from '../asking/request.ts'
import type { Reply, Services } from '../asking/services.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { readComingMonth } from './dates.ts'
import { todayIn, zoneOf } from './rota.ts'
import { inOrder } from './word-order.ts'

const here = /(?<!\S)(here|channel|everybody|everyone|public)(?!\S)/gi

/** `month`, `month geoc december`, `month next here`: for oneself, or with `here` for the channel it is typed in. */
export async function typeMonth(typed: TypedVerb, services: Services): Promise<Reply> {
  const rotas = await services.rotas.rotas()
  const { rota, rest } = inOrder(typed, rotas, services)
  const isHere = rest.search(here) >= 0
  const words = rest.replace(here, ' ').replace(/\s+/g, ' ').trim()
  const month = readComingMonth(words, todayIn(await zoneOf(typed.user, services), services))
  if (month === null)
    throw new Refusal(
      `${unknownRota(words, rotas)} A month is written like ${typed.command} month december geoc; here at its end shows it to the channel.`,
    )
  const place = isHere ? typed.channel : 'self'
  await services.monthWishes.ask(typed.user, { place, rota: rota?.id ?? null, month }, typed.key)
  return { say: coming(month, isHere) }
}

/** "Month" in App Home. */
export async function openMonth({ user, key }: Click, services: Services): Promise<Reply> {
  const month = todayIn(await zoneOf(user, services), services).toPlainYearMonth()
  await services.monthWishes.ask(user, { place: 'self', rota: null, month }, key)
  return { say: coming(month, false) }
}

/** "Earlier", "More" and "Now": the value is the wish and a month, or `now` for the same one. */
export async function turnMonth({ key, value }: Click, { monthWishes }: Services): Promise<Reply> {
  const [, id, month] = /^(\S+) (now|\d{4}-\d{2})$/.exec(value) ?? []
  if (id === undefined || month === undefined) throw new Refusal(noSuchButton)
  await monthWishes.turn(id, month === 'now' ? {} : { month: Temporal.PlainYearMonth.from(month) }, key)
  return null
}

/** Shows one rota, or with `*` all of them. */
export async function chooseMonthRota({ key, value }: Click, { monthWishes }: Services): Promise<Reply> {
  const [, id, rota] = /^(\S+) (\S+)$/.exec(value) ?? []
  if (id === undefined || rota === undefined) throw new Refusal(noSuchButton)
  await monthWishes.turn(id, { rota: rota === '*' ? null : rota }, key)
  return null
}

export async function readMonthInWords({ value }: Click, { monthWishes, policy }: Services): Promise<Reply> {
  return { say: monthInWords(await monthWishes.shownIn(value), policy.words) }
}

function coming(month: Temporal.PlainYearMonth, isHere: boolean) {
  const where = isHere ? 'here, for everybody' : 'in your messages with me'
  return plainReply(`${monthWords(month)} is being drawn. It comes ${where} in a moment.`)
}
