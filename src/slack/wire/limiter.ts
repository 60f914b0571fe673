/** Keeps Slack's limits on our side: says when a call may be made, most urgent first. Pure but for its own counts. */
import { type Urgency, urgencies } from '#urgency.ts'
import { allowedPerMinute } from './method-tiers.ts'

/** Shares of Slack's allowance that we use. Slack counts with a window of its own, so the rest is left alone. */
const BURST = 0.75
const RATE = 0.9
/** The share of a method's burst that calls of an urgency leave to more urgent ones. */
const reserve: Record<Urgency, number> = { 0: 0, 1: 0.15, 2: 0.3, 3: 0.5 }
/** Posts to one channel: one a second, a few at once. */
const CHANNEL = { capacity: 3, perMs: 1 / 1000 }
const MOST_CHANNELS = 1_000
/** Milliseconds that other calls wait longer than pages after a 429: one page's answer lets the next page go. */
const YIELD = 2_000

interface Bucket {
  capacity: number
  perMs: number
  tokens: number
  /** The time for which `tokens` is right. */
  at: number
  /** The time before which Slack told us to send nothing. */
  parkedUntil: number
  /** The time at which the last page that came while parked may go. */
  pagesUntil: number
  /** The last time given out for each urgency, so that waiters do not all come back at once. */
  told: [number, number, number, number]
}

export interface Limiter {
  /** Takes the right to make one call, and gives null; otherwise gives the time to ask again. */
  take(method: string, channel: string | null, urgency: Urgency, now: Date): Date | null
  /** Holds back a method after a 429, or for posts only that method in that channel. */
  park(method: string, channel: string | null, until: Date): void
}

export function createLimiter(): Limiter {
  const methods = new Map<string, Bucket>()
  const channels = new Map<string, Bucket>()

  function methodBucket(method: string): Bucket {
    const perMinute = allowedPerMinute(method)
    return entry(methods, method, {
      capacity: Math.max(1, perMinute * BURST),
      perMs: (perMinute * RATE) / 60_000,
    })
  }

  function channelBucket(method: string, channel: string | null): Bucket | null {
    if (method !== 'chat.postMessage' || channel === null) return null
    return entry(channels, channel, CHANNEL)
  }

  return {
    take(method, channel, urgency, now) {
      const at = now.getTime()
      if (channels.size > MOST_CHANNELS) forgetFull(channels, at)
      const own = methodBucket(method)
      const posts = channelBucket(method, channel)
      const waits = [
        waitFor(own, own.capacity * reserve[urgency], urgency, at),
        posts && waitFor(posts, 0, urgency, at),
      ].filter((wait) => wait !== null)
      if (waits.length > 0) return new Date(Math.max(...waits))
      own.tokens -= 1
      if (posts) posts.tokens -= 1
      return null
    },

    park(method, channel, until) {
      const bucket = channelBucket(method, channel) ?? methodBucket(method)
      bucket.parkedUntil = Math.max(bucket.parkedUntil, until.getTime())
    },
  }
}

/** Null when there is a token beyond `left`; otherwise the time to come back, a later one for each waiter. */
function waitFor(bucket: Bucket, left: number, urgency: Urgency, now: number): number | null {
  refill(bucket, now)
  const needed = Math.min(left + 1, bucket.capacity)
  const missing = needed - bucket.tokens
  const isPage = urgency === urgencies.page
  const parkedUntil = isPage ? bucket.parkedUntil : Math.max(bucket.parkedUntil, bucket.pagesUntil) + YIELD
  if (missing <= 1e-9 && parkedUntil <= now) return null
  const soonest = Math.max(parkedUntil, now + Math.max(0, missing) / bucket.perMs)
  const told = Math.ceil(Math.max(soonest, bucket.told[urgency] + 1 / bucket.perMs, now + 1))
  bucket.told[urgency] = told
  if (isPage && bucket.parkedUntil > now) bucket.pagesUntil = told
  return told
}

function refill(bucket: Bucket, now: number): void {
  if (now <= bucket.at) return
  bucket.tokens = Math.min(bucket.capacity, bucket.tokens + (now - bucket.at) * bucket.perMs)
  bucket.at = now
}

function entry(buckets: Map<string, Bucket>, key: string, size: Pick<Bucket, 'capacity' | 'perMs'>): Bucket {
  const known = buckets.get(key)
  if (known) return known
  const bucket: Bucket = {
    ...size,
    tokens: size.capacity,
    at: 0,
    parkedUntil: 0,
    pagesUntil: 0,
    told: [0, 0, 0, 0],
  }
  buckets.set(key, bucket)
  return bucket
}

function forgetFull(buckets: Map<string, Bucket>, now: number): void {
  for (const [key, bucket] of buckets) {
    refill(bucket, now)
    if (bucket.tokens >= bucket.capacity && bucket.parkedUntil <= now) buckets.delete(key)
  }
}
