import type { App } from '#app/app.ts'
import type { LocalSlack } from '../sandbox/slack.ts'

/** Answers a way to wait until neither Muster nor the local Slack has anything left to do at this time. */
export function settler(slack: LocalSlack, app: () => App | undefined): () => Promise<void> {
  let lastSeen = -1
  const journalled = (): number => slack.journal.entries().at(-1)?.n ?? 0
  return async function settle() {
    const due = slack.nextDue()
    slack.clockMoved()
    // A repeated delivery is already in the journal. It must arrive before the clock moves on, or it is heard too late.
    if (slack.nextDue()?.getTime() !== due?.getTime()) await slack.settled()
    for (;;) {
      app()?.poke()
      await app()?.settle()
      // Without a call or a delivery since it was last at rest, nothing can be under way in between.
      if (journalled() === lastSeen) return
      lastSeen = journalled()
      await slack.settled()
    }
  }
}

/** The time at which the next thing is due for Muster or for Slack. */
export async function nextDue(slack: LocalSlack, app: App | undefined): Promise<Date | null> {
  return earliest([(await app?.nextDue()) ?? null, slack.nextDue()])
}

export function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((one) => one !== null)
  return known.length === 0 ? null : new Date(Math.min(...known.map((one) => one.getTime())))
}
