/** A push by Pushover. What is urgent repeats itself until its receipt says that somebody has seen it. */
import { z } from 'zod'
import type { Outcome } from '../attempt.ts'
import { askSystem, type SystemAnswer } from '../ask-system.ts'
import type { TellingDriver } from '../telling.ts'

export interface PushoverApp {
  token: string
  /** The base address of its API. */
  url: string
}

/** Milliseconds between looks at a receipt: Pushover allows no more. */
const askEvery = 5_000
/** Seconds between repetitions, and the longest time of repeating. */
const [retry, most] = [30, 10_800]

const sent = z.object({ receipt: z.string().optional() })
const receiptShape = z.object({
  acknowledged: z.coerce.number(),
  acknowledged_by: z.string().nullish(),
  expired: z.coerce.number().default(0),
})

export function pushover({ token, url }: PushoverApp): TellingDriver {
  return {
    kind: 'pushover',
    async send({ to, title, text, urgent, tag, answerUrl, worthFor }) {
      const expire = Math.min(most, Math.max(retry, Math.ceil(worthFor / 1000)))
      const heard = await askSystem({
        url: `${url}/1/messages.json`,
        body: new URLSearchParams({
          token,
          user: to,
          title,
          message: text,
          ...(urgent && { priority: '2', retry: String(retry), expire: String(expire), tags: tag }),
          ...(answerUrl !== null && { url: answerUrl, url_title: 'Answer' }),
        }),
      })
      if (!heard.ok) return refusedPush(heard)
      const read = sent.safeParse(heard.json)
      const reference = read.success ? read.data.receipt : undefined
      if (!urgent) return { kind: 'delivered' }
      // Sent, but nobody can tell when it is seen.
      if (reference === undefined) return { kind: 'delivered', code: 'no-receipt' }
      return { kind: 'sent', reference, askAfter: askEvery }
    },
    look: {
      whenBlind: 'send',
      async find({ to }, { reference }) {
        // Without its receipt nobody can tell: a repeat shows once more, and the ledger says so.
        if (reference === null) return { kind: 'unknown', code: 'no-receipt' }
        const heard = await askSystem({
          method: 'GET',
          url: `${url}/1/receipts/${encodeURIComponent(reference)}.json?${new URLSearchParams({ token }).toString()}`,
        })
        if (!heard.ok) return { kind: 'later', code: heard.outcome.code }
        const read = receiptShape.safeParse(heard.json)
        if (!read.success) return { kind: 'later', code: 'unreadable' }
        // A key may be of a group: only its own person answers.
        const by = read.data.acknowledged_by || to
        if (read.data.acknowledged === 1 && by === to) return { kind: 'answered' }
        if (read.data.expired === 1) return { kind: 'unanswered', code: 'expired' }
        return { kind: 'sent', askAfter: askEvery }
      },
    },
    endsByName: true,
    // By the tag of its page: one whose receipt was lost repeats itself as well.
    async stop({ tag }) {
      const heard = await askSystem({
        url: `${url}/1/receipts/cancel_by_tag/${encodeURIComponent(tag)}.json`,
        body: new URLSearchParams({ token }),
      })
      return heard.ok || heard.outcome.kind === 'refused' ? { kind: 'delivered' } : heard.outcome
    },
  }
}

function refusedPush({ outcome, json }: Extract<SystemAnswer, { ok: false }>): Outcome {
  const user = typeof json === 'object' && json !== null && 'user' in json ? json.user : null
  return outcome.kind === 'refused' && user === 'invalid' ? { ...outcome, code: 'invalid-user' } : outcome
}
