/** Records the answers of the people who were paged. */
import type { Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { Refusal } from '#errors.ts'
import { isRole, type UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { answered, type Climb, climbIdOf, declined } from './climb.ts'
import type { Climbing, ClimbingParts } from './climbing-service.ts'
import { climbsOf } from './escalation-store.ts'
import { findPage } from './page-store.ts'
import { spokenAnswers } from './said-store.ts'
import { takenBy } from './subject-service.ts'
import { type Subject, subjectName } from './subject.ts'

/** Work that is committed together with an answer. */
export type Also = (trx: Trx) => Promise<void>

export function createAnswers({ db, clock }: ClimbingParts, { change, conclude, lock, load }: Climbing) {
  /**
   * Gives what they were paged for to the person paged. Throws a Refusal that names the holder when somebody was quicker. `also` is
   * committed with it: by whatever door an answer comes, it is one transaction.
   */
  async function acknowledge(user: UserId, page: string, also?: Also): Promise<Subject> {
    const { subject, climbId } = await theirs(user, page)
    return transact(db, async (trx) => {
      const taken = await takeUp(trx, subject, climbId, user, clock.now())
      await also?.(trx)
      return taken
    })
  }

  /** Returns the subject, which may have become an incident since. */
  async function takeUp(trx: Trx, paged: Subject, climbId: string, user: UserId, at: Date): Promise<Subject> {
    const subject = await lock(trx, paged)
    const before = await climbsOf(trx, subject.subject)
    const climb = before.find((one) => one.id === climbId)
    if (!climb) throw new Refusal(notAsked)
    // Events stay in order of time: others may have been paged before this answer was known.
    const asked = before.flatMap(({ pages }) => pages.map(({ queuedAt }) => queuedAt.getTime()))
    const now = new Date(Math.max(at.getTime(), ...asked))
    const added = takenBy(subject, climb, user, now)
    const { climb: after, news } = answered(climb, user, now)
    const climbs = before.map((one) => (one === climb ? after : one))
    const told = news.map((one) => ({ role: climb.role, news: one }))
    await conclude(trx, subject, before, { climbs, told, added }, now)
    return subject.subject
  }

  /** Takes an "I can't." The next level is asked at once if nobody else of this one may still answer. */
  async function decline(user: UserId, page: string, reason: string | null, also?: Also): Promise<Subject> {
    const { subject, climbId } = await theirs(user, page)
    const now = clock.now()
    const by = (climb: Climb) => {
      if (climb.id !== climbId || climb.pages.some((one) => one.id === page && one.status === 'declined'))
        return { climb, news: [] }
      const progress = declined(climb, user, reason?.trim() || null, now)
      if (progress.climb !== climb) return progress
      const has = climb.answeredBy
      throw new Refusal(has && has !== user ? `<@${has}> already has ${subjectName(subject)}.` : notAsked)
    }
    await change(subject, by, also)
    return subject
  }

  /** Takes words said in the room after a page was sent as an answer to it, as of the time they were said. */
  async function heardFrom(trx: Trx, number: number): Promise<void> {
    for (const { page, user, at } of await spokenAnswers(trx, number)) {
      const now = clock.now()
      await takeUp(trx, number, climbIdOf(page), user, at < now ? at : now).catch((error: unknown) => {
        // Somebody was quicker, or the incident is over: it stays a mere message.
        if (!(error instanceof Refusal)) throw error
      })
    }
  }

  /** Takes a late answer of somebody who was missed, or could not. `takes`: nobody had the role, and now it is theirs. */
  async function comeLate(user: UserId, id: string): Promise<{ subject: Subject; takes: boolean }> {
    const page = await findPage(db, id)
    const { subject } = await theirs(user, id)
    const { status, roles } = await load(subject)
    const role = page?.role
    const missed = page?.status === 'timed out' || page?.status === 'declined'
    const isFree = role !== undefined && (!isRole(role) || roles[role] === undefined)
    const answers = missed && isFree && isOpen(status)
    if (answers) await acknowledge(user, id)
    return { subject, takes: answers && isRole(role) }
  }

  async function theirs(user: UserId, id: string): Promise<{ subject: Subject; climbId: string }> {
    const page = await findPage(db, id)
    if (!page) throw new Refusal('That page is not known here.')
    if (page.user !== user) throw new Refusal(`That page is for <@${page.user}>.`)
    return { subject: page.subject, climbId: climbIdOf(id) }
  }

  return { acknowledge, decline, comeLate, heardFrom }
}

const notAsked = 'You are not being asked any more.'
