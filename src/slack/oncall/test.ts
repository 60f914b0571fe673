/** Pages the person who asks, so that they know what it sounds like. */
import { done } from '#messages/oncall/oncall-answer.ts'
import type { Click } from '../asking/asked.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function testPage({ user, key }: TypedVerb, { rotas }: Services): Promise<Reply> {
  await rotas.test(user, key)
  return {
    say: done('You are being paged: look at your direct messages with me, and press the button there.'),
  }
}

export async function acknowledgeTest({ user, value }: Click, { rotas }: Services): Promise<Reply> {
  await rotas.acknowledgeTest(user, value)
  return null
}
