/** Gathers work that arrives piece by piece, so that one statement can do several pieces. */

/** The most that are done together. */
const most = 200

/**
 * Gathers calls that come while a run is under way into the next run, so that nothing waits when little comes. Each is
 * answered once its own run is done. If a run of several fails, each is tried by itself: one must not spoil the others.
 */
export function gather<In, Out>(run: (all: readonly In[]) => Promise<Out[]>): (one: In) => Promise<Out> {
  interface Waiting {
    one: In
    done: PromiseWithResolvers<Out>
  }
  let waiting: Waiting[] = []
  let isRunning = false

  async function goOn(): Promise<void> {
    isRunning = true
    while (waiting.length > 0) {
      const some = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await together(some)
    }
    isRunning = false
  }

  async function together(some: readonly Waiting[]): Promise<void> {
    try {
      const answers = await run(some.map(({ one }) => one))
      for (const [index, { done }] of some.entries()) done.resolve(answers[index] as Out)
    } catch (error) {
      if (some.length === 1) some[0]?.done.reject(error)
      else await Promise.all(some.map((each) => together([each])))
    }
  }

  return (one) => {
    const done = Promise.withResolvers<Out>()
    waiting.push({ one, done })
    if (!isRunning) void goOn()
    return done.promise
  }
}
