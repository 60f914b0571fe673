import type { App } from '#app/app.ts'
import type { LocalSlack } from '../sandbox/slack.ts'

/** Answers a way to wait until neither Muster nor the local Slack has anything left to do at this time. */
export function settler(
  slack: LocalSlack,
  app: () => App | undefined,
  ...others: readonly ({ traffic(): number } | undefined)[]
): () => Promise<void> {
  let lastSeen = -1
  const journalled = (): number =>
    others.reduce((sum, one) => sum + (one?.traffic() ?? 0), slack.journal.entries().at(-1)?.n ?? 0)
  return async function settle() {
    const due = slack.nextDue()
    slack.clockMoved()
    // News that Slack tells once more stands in the journal already. Still on its way when time goes on, it is heard too late.
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

/** The time at which the next thing is due for either of them. */
export async function nextDue(slack: LocalSlack, app: App | undefined): Promise<Date | null> {
  return earliest([(await app?.nextDue()) ?? null, slack.nextDue()])
}

export function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((one) => one !== null)
  return known.length === 0 ? null : new Date(Math.min(...known.map((one) => one.getTime())))
}
