import { help } from '#messages/help.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function oncallHelp(_: TypedVerb, { policy }: Services): Promise<Reply> {
  return { say: help(policy.words, 'oncall') }
}
