/** Gives people the addresses of calendars with turns, and replaces an address. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { type FeedView, feeds, noFeeds } from '#messages/oncall/oncall-replies.ts'
import { overLeaving } from '../asking/command.ts'
import type { Click } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { inOrder } from './word-order.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `calendar`, or `calendar geoc` for the feed of one rota. */
export async function typeCalendar(typed: TypedVerb, services: Services): Promise<Reply> {
  const { rota, rest } = inOrder(typed, await services.rotas.rotas(), services)
  const all = await feedsOf(typed.user, services)
  const shown = rota === null ? all : all.filter(({ of }) => of === rota.id)
  return overLeaving({ say: feeds(shown) }, rest, typed)
}

/** Shows the address of one feed. */
export async function showCalendar({ user, value }: Click, services: Services): Promise<Reply> {
  return { say: feeds((await feedsOf(user, services)).filter(({ of }) => of === value)) }
}

/** Makes a new address; the old one stops working at once. */
export async function newAddress({ user, value }: Click, services: Services): Promise<Reply> {
  await services.calendars.revokeCalendar(user, value)
  return { say: feeds((await feedsOf(user, services)).filter(({ of }) => of === value)) }
}

async function feedsOf(user: UserId, { rotas, calendars, feedUrl }: Services): Promise<FeedView[]> {
  if (feedUrl('') === null) throw new Refusal(noFeeds)
  const wanted = [
    { of: 'mine', name: 'My turns' },
    ...(await rotas.rotas()).map(({ id, name }) => ({ of: id, name })),
  ]
  return Promise.all(
    wanted.map(async ({ of, name }) => ({
      of,
      name,
      url: feedUrl(await calendars.calendar(user, of)) ?? '',
    })),
  )
}
