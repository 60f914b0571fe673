const LONGEST = 60_000

/** When to try failing keys again: after 1 s, 2 s, 4 s … at most 60 s. */
export function createBackoff(): { failed(key: string, now: Date): Date; succeeded(key: string): void } {
  const waits = new Map<string, number>()
  return {
    failed(key, now) {
      const wait = Math.min(LONGEST, (waits.get(key) ?? 500) * 2)
      waits.set(key, wait)
      return new Date(now.getTime() + wait)
    },
    succeeded: (key) => void waits.delete(key),
  }
}
