/** Handles the opening of the App Home. */
import { z } from 'zod'
import type { Told } from './asking/handle-event.ts'
import type { Services } from './asking/services.ts'

const opening = z.object({ user: z.string(), tab: z.string().default('home'), view: z.unknown().optional() })

export async function homeOpened({ event }: Told, { home }: Services): Promise<void> {
  const { user, tab, view } = opening.parse(event)
  if (tab === 'home') await home.opened(user, view !== undefined && view !== null)
}
