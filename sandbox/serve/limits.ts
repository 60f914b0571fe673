/**
 * Slack's rate limits as token buckets on the sandbox clock: per method by tier, and for posts also one a second
 * in each channel with a short burst.
 */
export interface Limits {
  /** Seconds to wait, or 0 when the call may go on (and then counts). */
  take(method: string, tier: string, channel: string | undefined, now: Date): number
}

interface Bucket {
  tokens: number
  at: number
}

const PER_MINUTE: Record<string, number> = { t1: 1, t2: 20, t3: 50, t4: 100, t5: 600 }
const POST_BURST = 4

export function makeLimits(): Limits {
  const buckets = new Map<string, Bucket>()

  function filled(key: string, capacity: number, perSecond: number, now: number): Bucket {
    const bucket = buckets.get(key) ?? { tokens: capacity, at: now }
    const gained = (Math.max(0, now - bucket.at) / 1000) * perSecond
    const full = { tokens: Math.min(capacity, bucket.tokens + gained), at: Math.max(now, bucket.at) }
    buckets.set(key, full)
    return full
  }

  return {
    take(method, tier, channel, now) {
      const perMinute = PER_MINUTE[tier] ?? 50
      const wanted = [
        { bucket: filled(method, perMinute, perMinute / 60, now.getTime()), perSecond: perMinute / 60 },
      ]
      if (method === 'chat.postMessage' && channel) {
        wanted.push({ bucket: filled(`post:${channel}`, POST_BURST, 1, now.getTime()), perSecond: 1 })
      }
      const wait = Math.max(...wanted.map(({ bucket, perSecond }) => (1 - bucket.tokens) / perSecond))
      if (wait > 0.001) return Math.ceil(wait - 0.001)
      for (const { bucket } of wanted) bucket.tokens -= 1
      return 0
    },
  }
}
