import { setTimeout as pause } from 'node:timers/promises'

/** Asks every `every` milliseconds until the answer is true; false once `limit` has passed. */
export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  limit: number,
  every = 25,
): Promise<boolean> {
  const until = performance.now() + limit
  for (;;) {
    if (await isSo()) return true
    if (performance.now() >= until) return false
    await pause(every)
  }
}
