/** The run of `contacts:<user>`: tells a person what is amiss with the ways to reach them. */
import type { Clock } from '#clock.ts'
import type { ContactMethod } from '#contacts/contact.ts'
import { codesTo, methodsOf } from '#contacts/contact-store.ts'
import type { Db } from '#db/database.ts'
import { deadBecause } from '#contacts/dead-code.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { Words } from '#incidents/words.ts'
import { codeNotSent, methodDead } from '#messages/phone/contact-notices.ts'
import { latestAttempt } from '#outbound/attempt-store.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { Slot } from '#reconcile/slot.ts'
import type { SlackPort } from '#slack-port.ts'
import { day } from '#time.ts'
import { urgencies } from '#urgency.ts'

export interface ShowContactsParts {
  db: Db
  clock: Clock
  slack: SlackPort
  words: Words
}

/** Milliseconds for which a notice is kept as it was told. */
const shownFor = 30 * day

export function createShowContacts({ db, clock, slack, words }: ShowContactsParts) {
  return async function showContacts(user: string, run: RunContext): Promise<{ next: Date | null }> {
    const since = new Date(+clock.now() - shownFor)
    const dead = (await methodsOf(db, [user])).filter(
      ({ retiredAt }) => retiredAt !== null && retiredAt > since,
    )
    const failed = await codesThatFailed(db, user, clock.now())
    const slots = failed.map(({ id, method, code }) =>
      told(user, `code:${id}`, codeNotSent(method.kind, deadBecause(method.kind, code), words)),
    )
    // A way that was never verified was not in use: its failed code says it all.
    const lost = dead.filter(({ verifiedAt }) => verifiedAt !== null)
    slots.push(
      ...lost.map((method) => told(user, `dead:${method.id}:${stamp(method)}`, methodDead(method, words))),
    )
    const { next } = await reconcile(dueKey('contacts', user), slots, { db, slack, clock, ...run })
    return { next }
  }
}

async function codesThatFailed(db: Db, user: string, now: Date) {
  const [codes, methods] = await Promise.all([codesTo(db, user, now), methodsOf(db, [user])])
  const known = new Map(methods.map((method) => [method.id, method]))
  const all = await Promise.all(
    codes.map(async ({ id, method: of }) => {
      const attempt = await latestAttempt(db, dueKey('contact', id))
      const method = known.get(of)
      return attempt?.status === 'failed' && method ? [{ id, method, code: attempt.code }] : []
    }),
  )
  return all.flat()
}

/** A method that is verified again and dies again is news again. */
function stamp({ retiredAt }: ContactMethod): number {
  return Math.floor(+(retiredAt ?? 0) / 1000)
}

function told(user: string, name: string, message: ReturnType<typeof methodDead>): Slot {
  return { kind: 'message', name, urgency: urgencies.talk, channel: { person: user }, message }
}
