import type { Job, Result } from '../job.ts'
import { notDone } from '../job.ts'
import type { HomeSlot } from '../slot.ts'

/** Publishes the whole App Home; repeating it shows the same. */
export async function publishHome({ user, view }: HomeSlot, job: Job): Promise<Result> {
  const published = await job.write('views.publish', { user_id: user, view })
  return published.kind === 'ok' ? { kind: 'shown' } : notDone(published)
}
