/** Handles people who learn beside those on call. */
import { Refusal } from '#errors.ts'
import { plainReply, unknownRota } from '#messages/oncall/oncall-replies.ts'
import { changed } from '#messages/oncall/oncall-replies.ts'
import { mention } from '#words/blocks.ts'
import { requireTurnTaker } from '../asking/colleague.ts'
import type { Reply, Services } from '../asking/services.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { inOrder } from './word-order.ts'

const ending = /(?<!\S)(stop|off|end|no)(?!\S)/i

/** `shadow geoc` for oneself, `shadow @robin geoc` for somebody else, `shadow stop` to end it. */
export async function typeShadow(typed: TypedVerb, services: Services): Promise<Reply> {
  const { shadows, rotas } = services
  const all = await rotas.rotas()
  const { user: named, rota, rest } = inOrder(typed, all, services)
  const isEnd = ending.test(rest)
  const unknown = rest.replace(ending, ' ').trim()
  if (unknown !== '') throw new Refusal(unknownRota(unknown, all))
  const user = named ?? typed.user
  if (isEnd) {
    await shadows.stop(typed.user, rota?.id ?? null, user, typed.key)
    return { say: changed([mention(user), ' is no longer paged along.'], []) }
  }
  const [only] = all
  const meant = rota ?? (all.length === 1 ? only : undefined)
  if (meant === undefined)
    throw new Refusal(
      `Say which rota: ${typed.command} shadow ${named === null ? '' : '@robin '}${all[0]?.name ?? 'geoc'}. A shadow is told and paged along, and has no duty.`,
    )
  if (user !== typed.user) await requireTurnTaker(user, services, 'user')
  await shadows.start(typed.user, meant.id, user, typed.key)
  if (user === typed.user)
    return {
      say: plainReply(`You shadow ${meant.name}. ${typed.command} shadow stop ends it.`),
    }
  return { say: changed([mention(user), ` shadows ${meant.name} now, and is told so.`], []) }
}
