/** Pages the person who asks, so that they know what it sounds like. */
import { done } from '#messages/oncall/oncall-answer.ts'
import type { Click } from '../asking/asked.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function testPage({ user, key }: TypedVerb, { testPages }: Services): Promise<Reply> {
  await testPages.test(user, key)
  return {
    say: done('You are being paged: look at your direct messages with me, and press the button there.'),
  }
}

export async function acknowledgeTest({ user, value }: Click, { testPages }: Services): Promise<Reply> {
  await testPages.acknowledgeTest(user, value)
  return null
}
