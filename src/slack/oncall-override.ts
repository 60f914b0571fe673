/** When somebody decides who is on call, whoever the rota names. */
import { Refusal } from '#errors.ts'
import { bold, mention, when } from '#messages/blocks.ts'
import { overrideView, readOverride } from '#messages/modals/oncall-override.ts'
import { changed, unknownRota } from '#messages/oncall-answer.ts'
import type { Form } from './asked.ts'
import { requireTurnTaker } from './colleague.ts'
import type { TypedVerb } from './command.ts'
import { rotaIn } from './oncall-rota.ts'
import type { Reply, Services } from './services.ts'

/** `override`, `override @robin`, `override @robin geoc`: the form, from now to the next hand-over or for a day. */
export async function typeOverride({ rest, mentioned }: TypedVerb, services: Services): Promise<Reply> {
  const turns = await services.rotas.turns()
  const rotas = turns.map(({ rota }) => rota)
  const named = rotaIn(rest.replace(/@\S+/g, ' ').trim(), rotas, services)
  if (named.rest !== '') throw new Refusal(unknownRota(named.rest, rotas))
  const rota = named.rota ?? rotas[0] ?? null
  const now = services.clock.now()
  const tomorrow = now.getTime() + 24 * 3_600_000
  const handOver = turns.find((turn) => turn.rota.id === rota?.id)?.current?.end.getTime() ?? tomorrow
  const end = new Date(Math.min(handOver, tomorrow))
  return {
    open: overrideView(rotas, { rota: rota?.id ?? null, user: mentioned[0] ?? null, start: now, end }),
  }
}

export async function submitOverride({ user: by, key, state }: Form, services: Services): Promise<Reply> {
  const { rota, ...order } = readOverride(state)
  await requireTurnTaker(order.user, services, 'user')
  const made = await services.rotas.override(by, rota, order, key)
  const done = [
    mention(order.user),
    bold(` is ${made.rota.name}`),
    ' from ',
    when(order.start, 'day'),
    ' to ',
    when(order.end, 'day'),
    `. ${services.policy.words.names.oncall} why says the reason.`,
  ]
  return { say: changed(done, [made]) }
}
