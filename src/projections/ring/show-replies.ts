/** The run of `replies:<page>`: asks the telephone company for replies to an SMS, where none can be brought to Muster. */
import { waysTo } from '#contacts/contact-lookup.ts'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { findPage } from '#escalation/page-store.ts'
import { isWaitedFor } from '#escalation/page.ts'
import type { PhoneAnswers } from '#escalation/phone-answer-service.ts'
import { attemptsFor } from '#outbound/attempt-store.ts'
import type { OutboundRun } from '#outbound/deliver.ts'
import { fetchReplies } from '#outbound/drivers/twilio-sms.ts'
import type { TwilioAccount } from '#outbound/twilio-account.ts'

export interface ShowRepliesParts {
  db: Db
  clock: Clock
  answers: Pick<PhoneAnswers, 'take'>
  phones: readonly TwilioAccount[]
}

/** Milliseconds between questions. */
const repliesEvery = 5_000

export function createShowReplies({ db, clock, answers, phones }: ShowRepliesParts) {
  return async function showReplies(id: string, run: OutboundRun): Promise<{ next: Date | null }> {
    const page = await findPage(db, id)
    if (!page || !isWaitedFor(page)) return { next: null }
    const [{ methods }, attempts] = await Promise.all([waysTo(db, page.user), attemptsFor(db, [id])])
    const sent = new Set(attempts.filter(({ kind }) => kind === 'sms').map(({ target }) => target))
    const numbers = new Set(methods.filter((one) => sent.has(one.id)).map(({ value }) => value))
    run.underWay()
    const all = await run.outside(() =>
      Promise.all([...numbers].map((from) => fetchReplies(phones, from, page.at))),
    )
    for (const { id: sid, from, text } of all.flat())
      await answers.take(`sms:${sid}`, { kind: 'sms', from, text })
    return { next: new Date(+clock.now() + repliesEvery) }
  }
}
