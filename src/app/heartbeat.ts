/** The run of `heartbeat:minute`: tells an outside watcher that Muster lives, from whichever replica has the key. */
import type { Clock } from '#clock.ts'
import type { RunContext } from '#due/runner.ts'
import { askSystem } from '#outbound/ask-system.ts'

const minute = 60_000

export function createHeartbeat({ clock, url }: { clock: Clock; url: string | null }) {
  return async (_: string, run: RunContext): Promise<{ next: Date | null }> => {
    if (url === null) return { next: null }
    run.underWay()
    // A beat that is lost is followed by the next: nothing is kept of it.
    await run.outside(() => askSystem({ method: 'GET', url }))
    return { next: new Date(+clock.now() + minute) }
  }
}
