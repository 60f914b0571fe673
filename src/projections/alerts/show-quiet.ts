/** The run of `quiet:<id>`: says that a time of maintenance begins, and that it is over; what is still wrong then may page. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import { isQuietNow } from '#alerts/quiet.ts'
import type { QuietService } from '#alerts/quiet-service.ts'
import type { Words } from '#incidents/words.ts'
import { quietNotice } from '#messages/alerts/quiet-words.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { ChannelRef } from '#reconcile/slot.ts'
import type { SlackPort } from '#slack-port.ts'
import { earliest } from '#time.ts'
import { urgencies } from '#urgency.ts'

export interface ShowQuietParts {
  db: Db
  clock: Clock
  slack: SlackPort
  words: Words
  tech: ChannelRef
  quiet: Pick<QuietService, 'find' | 'changed'>
}

export function createShowQuiet({ db, clock, slack, words, tech, quiet }: ShowQuietParts) {
  return async function showQuiet(id: number, run: RunContext): Promise<{ next: Date | null }> {
    const window = await quiet.find(id)
    const now = clock.now()
    if (window === undefined) return { next: null }
    if (window.from > now) return { next: window.from }
    // First of all: what is wrong may page again, whatever Slack answers.
    await quiet.changed()
    const { next } = await reconcile(
      dueKey('quiet', id),
      async () => (slots) => {
        // One that was ended before it began was never told of.
        if (!isQuietNow(window, now) && !slots.has('quiet')) return []
        const message = quietNotice(window, now, words)
        return [{ kind: 'message', name: 'quiet', urgency: urgencies.talk, channel: tech, message }]
      },
      { db, slack, clock, ...run },
    )
    return { next: earliest([next, isQuietNow(window, now) ? window.to : null]) }
  }
}
