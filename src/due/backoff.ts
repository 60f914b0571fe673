import { waitAfter } from '#time.ts'

/** Decides when failing keys are tried again: after 1 s, 2 s, 4 s … at most 60 s. */
export function createBackoff(): { failed(key: string, now: Date): Date; succeeded(key: string): void } {
  const failures = new Map<string, number>()
  return {
    failed(key, now) {
      const count = (failures.get(key) ?? 0) + 1
      failures.set(key, count)
      return new Date(now.getTime() + waitAfter(count, 1_000, 60_000))
    },
    succeeded: (key) => void failures.delete(key),
  }
}
