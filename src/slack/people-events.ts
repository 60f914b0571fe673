/** Handles people who come, go or change, and the loss of our access. */
import { z } from 'zod'
import { urgencies } from '#urgency.ts'
import type { Told } from './asking/handle-event.ts'
import type { Services } from './asking/services.ts'

const aboutUser = z.object({ user: z.unknown() })

export async function personChanged({ event }: Told, { people }: Services): Promise<void> {
  await people.seen(aboutUser.parse(event).user)
}

/** Makes a call to find out, since a person's own token or an old one may be meant. The gateway logs a refusal once. */
export async function accessRevoked(_: Told, { slack }: Services): Promise<void> {
  await slack.call('auth.test', {}, urgencies.talk)
}
