/** The run of `contacts:<user>`: tells a person what is amiss with the ways to reach them, or people of a rota that is theirs. */
import type { Clock } from '#clock.ts'
import { type ContactMethod, kindNames } from '#contacts/contact.ts'
import { codesTo, methodsOf } from '#contacts/contact-store.ts'
import { deadBecause } from '#contacts/dead-code.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { Words } from '#incidents/words.ts'
import { codeNotSent, methodDead } from '#messages/phone/contact-notices.ts'
import { notReady, theirMethodDead, theyAreNotReady } from '#messages/phone/ready-words.ts'
import type { Readiness } from '#oncall/readiness-service.ts'
import { latestAttempt } from '#outbound/attempt-store.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { Slot } from '#reconcile/slot.ts'
import type { SlackPort } from '#slack-port.ts'
import { day } from '#time.ts'
import { urgencies } from '#urgency.ts'
import type { Message } from '#words/message.ts'

export interface ShowContactsParts {
  db: Db
  clock: Clock
  slack: SlackPort
  words: Words
  readiness: Pick<Readiness, 'warnings' | 'deadWays'>
}

/** Milliseconds for which a notice is kept as it was told. */
const shownFor = 30 * day

export function createShowContacts({ db, clock, slack, words, readiness }: ShowContactsParts) {
  return async function showContacts(user: string, run: RunContext): Promise<{ next: Date | null }> {
    const since = new Date(+clock.now() - shownFor)
    // A way that was never verified was not in use: its failed code says it all.
    const dead = (await methodsOf(db, [user])).filter(
      ({ retiredAt, verifiedAt }) => retiredAt !== null && retiredAt > since && verifiedAt !== null,
    )
    const slots: [name: string, said: Message][] = [
      ...(await codesThatFailed(db, user, clock.now())).map(({ id, method, code }): [string, Message] => [
        `code:${id}`,
        codeNotSent(method.kind, deadBecause(method.kind, code), words),
      ]),
      ...dead.map((method): [string, Message] => [deadName(method), methodDead(method, words)]),
      ...(await ofRotas(user)),
    ]
    const shown = slots.map(
      ([name, message]): Slot => ({
        kind: 'message',
        name,
        urgency: urgencies.talk,
        channel: { person: user },
        message,
      }),
    )
    const { next } = await reconcile(dueKey('contacts', user), shown, { db, slack, clock, ...run })
    return { next }
  }

  async function ofRotas(user: string): Promise<[string, Message][]> {
    const warnings = await readiness.warnings()
    const ways = await readiness.deadWays()
    return [
      ...warnings
        .filter((one) => one.user === user)
        .map((one): [string, Message] => [one.name, notReady(one, one.isJoined, words)]),
      ...warnings
        .filter((one) => one.owner === user && one.user !== user)
        .map((one): [string, Message] => [`${one.name}:${one.user}`, theyAreNotReady(one, one.isJoined)]),
      ...ways
        .filter(({ owner, method }) => owner === user && method.person !== user)
        .map(({ method, rota }): [string, Message] => [
          `their-${deadName(method)}`,
          theirMethodDead(
            method.person,
            kindNames[method.kind],
            deadBecause(method.kind, method.retiredCode) ?? 'it was refused for good',
            rota,
          ),
        ]),
    ]
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
function deadName({ id, retiredAt }: ContactMethod): string {
  return `dead:${id}:${Math.floor(+(retiredAt ?? 0) / 1000)}`
}
