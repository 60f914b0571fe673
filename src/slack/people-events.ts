/** When people come, go or change, and when our access is taken away. */
import { z } from 'zod'
import type { Told } from './room-events.ts'
import type { Services } from './services.ts'

const aboutUser = z.object({ user: z.unknown() })

export async function personChanged({ event }: Told, { people }: Services): Promise<void> {
  await people.seen(aboutUser.parse(event).user)
}

export async function accessRevoked(_: Told, { log }: Services): Promise<void> {
  log.error('Slack revoked our access: install the app again and replace its tokens')
}
