import type { StoryClock } from '../play/story-clock.ts'
import type { Together } from './together.ts'

/** Moves the clock on through everything that becomes due meanwhile, never sleeping. */
export async function passTime(place: Together, clock: StoryClock, ms: number): Promise<void> {
  const until = clock.now().getTime() + ms
  await atRest(place)
  while (clock.now().getTime() < until) {
    const next = Math.min(
      (await place.app.nextDue())?.getTime() ?? until,
      place.slack.nextDue()?.getTime() ?? until,
    )
    clock.moveTo(new Date(Math.min(until, Math.max(next, clock.now().getTime() + 1))))
    place.slack.clockMoved()
    await atRest(place)
  }
}

/** Resolves when nothing is left to do at this time of the clock. */
export async function atRest({ app, slack }: Together): Promise<void> {
  for (let entries = -1; entries !== slack.journal.entries().at(-1)?.n; ) {
    entries = slack.journal.entries().at(-1)?.n ?? 0
    app.poke()
    await app.settle()
    await slack.settled()
  }
}
