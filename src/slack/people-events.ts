/** When people come, go or change, and when our access is taken away. */
import { z } from 'zod'
import { urgencies } from '#urgency.ts'
import type { Told } from './asking/handle-event.ts'
import type { Services } from './asking/services.ts'

const aboutUser = z.object({ user: z.unknown() })

export async function personChanged({ event }: Told, { people }: Services): Promise<void> {
  await people.seen(aboutUser.parse(event).user)
}

/** Somebody's own token may be meant, or one replaced long ago. A call tells, and the gateway says so once. */
export async function accessRevoked(_: Told, { slack }: Services): Promise<void> {
  await slack.call('auth.test', {}, urgencies.talk)
}
