/** Handles `cancel all by @robin`: ends everything that one person declared. */
import { Refusal } from '#errors.ts'
import { cancelledAll } from '#messages/incident/cancelled-all.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Flow, Reply, Services } from '../asking/services.ts'

/** `all by @robin`, with a reason behind it or none; any other words go to `otherwise`. */
export function cancelAllOr(otherwise: Flow<TypedVerb>): Flow<TypedVerb> {
  return (typed, services) => {
    const [, after] = /^all by\b([^]*)$/i.exec(typed.rest) ?? []
    return after === undefined ? otherwise(typed, services) : cancelAllBy(typed, after.trim(), services)
  }
}

async function cancelAllBy(
  { user, command, key, mentioned }: TypedVerb,
  after: string,
  { cancelAll, policy }: Services,
): Promise<Reply> {
  const [reporter] = mentioned
  if (reporter === undefined || !after.startsWith('@'))
    throw new Refusal(
      `Nothing was cancelled. Say whose incidents, with an @: ${command} cancel all by @robin.`,
    )
  const reason = after.replace(/^@\S+\s*/, '')
  return { say: cancelledAll(await cancelAll(user, reporter, reason, key), reporter, policy.words) }
}
