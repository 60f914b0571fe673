/** Answers who is on call now. */
import { onCallNow } from '#messages/oncall/on-call-now.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function whoIsOnCall(_: unknown, { rotas, policy }: Services): Promise<Reply> {
  return { say: onCallNow(await rotas.turns(), policy.words) }
}
