/** Pages the person who asks, so that they know the sound. */
import { plainReply } from '#messages/oncall/oncall-replies.ts'
import type { Click } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function sendTestPage({ user, key }: TypedVerb, { testPages }: Services): Promise<Reply> {
  await testPages.test(user, key)
  return {
    say: plainReply('You are being paged: look at your direct messages with me, and press the button there.'),
  }
}

export async function acknowledgeTest({ user, value }: Click, { testPages }: Services): Promise<Reply> {
  await testPages.acknowledgeTest(user, value)
  return null
}
