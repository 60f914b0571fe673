/** One climb of one ladder for an incident or a group of alerts, and every move it can make. Pure. */
import type { Actor, Callee, UserId } from '#incidents/incident.ts'
import { type Candidate, peopleToAsk, type Level, type Step } from './ladder.ts'
import { become, pageCanBecome, isWaitedFor, type Page, waitedUntil } from './page.ts'
import type { Subject } from './subject.ts'

export interface Climb {
  /** `<subject>/<n>`, by the subject it began for. */
  id: string
  subject: Subject
  role: Callee
  reason: string | null
  /** The person who asked for it; null for Muster. */
  startedBy: Actor
  startedAt: Date
  state: 'climbing' | 'answered' | 'exhausted' | 'cancelled'
  /** The person who took the role. */
  answeredBy: UserId | null
  /** The level last asked or passed over; -1 before the first. */
  level: number
  levelSince: Date
  /** The people of the next level may sleep until then. */
  heldUntil: Date | null
  /** The ladder as it was at the start. */
  steps: readonly Step[]
  /** 1, 2, …: a ladder that ended without an answer begins again, as another climb. */
  round: number
  pages: readonly Page[]
}

/** The request, by a person or by Muster, that a climb starts with. */
export interface ClimbStart {
  role: Callee
  by: Actor
  reason: string | null
  /** The first level to be asked. */
  level: number
  /** 1 if left out. */
  round?: number
}

/** The policy's ladders, and the people they mean at this moment. */
export interface LadderPlan {
  steps(role: Callee): readonly Step[]
  levels(climb: Climb): readonly Level[]
}

/** Entries for the incident's own record. */
export type News =
  | { what: 'paged'; user: UserId; why: string }
  | {
      what: 'answered'
      user: UserId
      answer: 'acknowledged' | 'declined' | 'timed out' | 'undelivered' | 'refused'
      reason?: string
    }
  /** `quiet`: nobody was meant to be on call. */
  | { what: 'skipped'; level: string; quiet: boolean }
  | { what: 'held'; users: UserId[]; until: Date }
  /** `empty`: there was nobody to ask at any level. */
  | { what: 'ended'; empty: boolean }

export interface ClimbProgress {
  climb: Climb
  news: News[]
}

/** The longest time a page may be under way without costing the person any of their time, in milliseconds. */
const promptly = 15_000
/** The time a person who does not hear the page is waited for, in milliseconds. */
const silencedWait = 60_000
/** Milliseconds a level waits for Slack to say who its people are, and milliseconds between looks. */
const [awaitedFor, askEvery] = [30_000, 1_000]

/** A new climb that has asked nobody yet: `advance` asks its first level. `nth` counts the subject's climbs from 1. */
export function begin(
  subject: Subject,
  nth: number,
  start: ClimbStart,
  steps: readonly Step[],
  now: Date,
): Climb {
  return {
    id: `${subject}/${nth}`,
    subject,
    role: start.role,
    reason: start.reason,
    startedBy: start.by,
    startedAt: now,
    state: 'climbing',
    answeredBy: null,
    level: start.level - 1,
    levelSince: now,
    heldUntil: null,
    steps,
    round: start.round ?? 1,
    pages: [],
  }
}

/** Times out people who did not answer, and asks the next level that has somebody. Returns the same climb when nothing is to do. */
export function advance(climb: Climb, levels: readonly Level[], now: Date): ClimbProgress {
  if (isStill(climb, now)) return { climb, news: [] }
  const waiting = climb.pages.filter(isWaitedFor)
  if (waiting.length === 0) return ascend(climb, levels, now, [])
  const pages = climb.pages.map((page) => become(page, 'timed out', now))
  const late = waiting.map(({ user, sentAt }): News => {
    return { what: 'answered', user, answer: sentAt === null ? 'undelivered' : 'timed out' }
  })
  return ascend({ ...climb, pages }, levels, now, late)
}

/** Tells if `advance` leaves the climb as it is: it is over, or somebody still has time to answer. */
export function isStill({ state, pages }: Pick<Climb, 'state' | 'pages'>, now: Date): boolean {
  return state !== 'climbing' || pages.some((page) => isWaitedFor(page) && now < waitedUntil(page))
}

/**
 * Reopens an exhausted climb when the incident's new severity opens levels with people not asked yet. Otherwise the
 * climb stays ended: Muster never asks the same people again by itself.
 */
export function reopened(climb: Climb, levels: readonly Level[]): Climb {
  if (climb.state !== 'exhausted') return climb
  const asked = new Set(climb.pages.map((page) => page.user))
  const index = levels.findIndex(
    (level, at) => level.applies && climb.steps[at]?.severities && peopleToAsk(level, asked).length > 0,
  )
  return index === -1 ? climb : { ...climb, state: 'climbing', level: index - 1 }
}

function ascend(climb: Climb, levels: readonly Level[], now: Date, late: readonly News[]): ClimbProgress {
  const asked = new Set(climb.pages.map((page) => page.user))
  const news = [...late]
  const ahead = [...levels.entries()].filter(([index, level]) => index > climb.level && level.applies)
  // Slack has not said yet who is next, and nobody else is asked in their place. An unchanged climb wakes nothing.
  const undecided = {
    climb: climb.heldUntil === null ? climb : { ...climb, heldUntil: null },
    news: [...late],
  }
  for (const [index, level] of ahead) {
    if (level.awaited && +now - +climb.levelSince < awaitedFor) return undecided
    const people = peopleToAsk(level, asked)
    if (people.length === 0) {
      news.push({ what: 'skipped', level: level.name, quiet: level.quiet ?? false })
      continue
    }
    const awake = people.filter((one) => one.asleepUntil === null || one.asleepUntil <= now)
    if (awake.length > 0) return ask(climb, index, level, awake, levels, now, news)
    return hold({ ...climb, level: index - 1 }, people, news)
  }
  if (ahead.some(([, level]) => level.awaited)) return undecided
  news.push({ what: 'ended', empty: climb.pages.length === 0 })
  return {
    climb: { ...climb, state: 'exhausted', level: levels.length, levelSince: now, heldUntil: null },
    news,
  }
}

function ask(
  climb: Climb,
  index: number,
  level: Level,
  people: Candidate[],
  levels: readonly Level[],
  now: Date,
  news: News[],
): ClimbProgress {
  const unreached = climb.pages.some(
    (page) => page.level === climb.pages.at(-1)?.level && page.refused !== null,
  )
  const users = people.map(({ user }) => user)
  const next = nextUp(levels, index, new Set([...climb.pages.map(({ user }) => user), ...users]), now)
  const pages = people.map(
    ({ user, why, silenced }): Page => ({
      id: `${climb.id}/${index}/${user}`,
      level: index,
      user,
      why: [
        why,
        ...(climb.round > 1 ? ['and nobody has answered so far'] : []),
        ...(unreached ? ['and the page before yours could not be delivered'] : []),
      ].join(', '),
      status: 'queued',
      queuedAt: now,
      sentAt: null,
      sentTs: null,
      answeredAt: null,
      climbsAt: new Date(now.getTime() + stepFor(level, people)),
      silenced: silenced || null,
      refused: null,
      batch: 0,
      ringsAt: null,
      next,
    }),
  )
  news.push(...pages.map(({ user, why }): News => ({ what: 'paged', user, why })))
  return {
    climb: {
      ...climb,
      level: index,
      levelSince: now,
      heldUntil: null,
      pages: [...passedOn(climb, users), ...pages],
    },
    news,
  }
}

/** The people who are asked after the level `index`, as it looks now; null where nobody can say yet. */
function nextUp(
  levels: readonly Level[],
  index: number,
  asked: ReadonlySet<UserId>,
  now: Date,
): UserId[] | null {
  for (const level of levels.slice(index + 1)) {
    if (!level.applies) continue
    if (level.awaited) return null
    const people = peopleToAsk(level, asked)
    if (people.length === 0) continue
    const awake = people.filter((one) => one.asleepUntil === null || one.asleepUntil <= now)
    return awake.length === 0 ? null : awake.map(({ user }) => user)
  }
  return []
}

/** The pages asked last say whom it went to, which may be others than was thought. */
function passedOn({ pages }: Climb, to: readonly UserId[]): Page[] {
  const last = pages.at(-1)?.level
  return pages.map((page) =>
    page.level === last && page.next?.join() !== to.join() ? { ...page, next: to } : page,
  )
}

/** The time these people of a level are waited for, in milliseconds. */
export function stepFor(
  { wait }: Pick<Level, 'wait'>,
  people: readonly Pick<Candidate, 'silenced'>[],
): number {
  const unheard = people.length > 0 && people.every((one) => one.silenced)
  return unheard ? Math.min(silencedWait, wait) : wait
}

function hold(climb: Climb, people: Candidate[], news: News[]): ClimbProgress {
  const until = new Date(
    Math.min(...people.map((one) => one.asleepUntil?.getTime() ?? Number.POSITIVE_INFINITY)),
  )
  if (climb.heldUntil?.getTime() !== until.getTime()) {
    news.push({ what: 'held', users: people.map((one) => one.user), until })
  }
  return { climb: { ...climb, heldUntil: until }, news }
}

/** The time at which the climb must be looked at again; null when it is over. */
export function nextClimbLook(climb: Climb, now: Date): Date | null {
  if (climb.state !== 'climbing') return null
  const waiting = climb.pages.filter(isWaitedFor).map((page) => waitedUntil(page).getTime())
  if (waiting.length > 0) return new Date(Math.max(...waiting))
  return climb.heldUntil ?? new Date(now.getTime() + askEvery)
}

/** Ends the climb, since `by` has the role now: nobody else is asked. */
export function answered(climb: Climb, by: UserId, now: Date): ClimbProgress {
  if (climb.state !== 'climbing' && climb.state !== 'exhausted') return { climb, news: [] }
  const theirs = climb.pages.some((page) => page.user === by && pageCanBecome(page.status, 'acknowledged'))
  const pages = climb.pages.map((page) => become(page, page.user === by ? 'acknowledged' : 'cancelled', now))
  const news: News[] = theirs ? [{ what: 'answered', user: by, answer: 'acknowledged' }] : []
  return { climb: { ...climb, state: 'answered', answeredBy: by, heldUntil: null, pages }, news }
}

/** Takes an "I can't." `advance` asks the next level once nobody is left to wait for. */
export function declined(climb: Climb, by: UserId, reason: string | null, now: Date): ClimbProgress {
  if (!climb.pages.some((page) => page.user === by && pageCanBecome(page.status, 'declined')))
    return { climb, news: [] }
  const pages = climb.pages.map((page) => (page.user === by ? become(page, 'declined', now) : page))
  return {
    climb: { ...climb, pages },
    news: [{ what: 'answered', user: by, answer: 'declined', ...(reason && { reason }) }],
  }
}

/** Notes that Slack accepted the page, at `ts` by its own clock. A page that left late still gives the person their whole step, but ends at most one step later than planned. */
export function sent(climb: Climb, page: string, now: Date, ts: string): ClimbProgress {
  const pages = climb.pages.map((one) => {
    if (one.id !== page || one.status !== 'queued') return one
    const delay = now.getTime() - one.queuedAt.getTime()
    const there = { ...become(one, 'sent', now), sentTs: ts }
    if (delay <= promptly) return there
    const whole = new Date(one.climbsAt.getTime() + delay)
    const latest = waitedUntil(one)
    return { ...there, climbsAt: whole < latest ? whole : latest }
  })
  return { climb: { ...climb, pages }, news: [] }
}

/** Notes that the page cannot reach the person: Slack refused it, or they have left. */
export function refused(climb: Climb, user: UserId, code: string, now: Date): ClimbProgress {
  if (!climb.pages.some((page) => page.user === user && isWaitedFor(page))) return { climb, news: [] }
  const pages = climb.pages.map((page) =>
    page.user === user && isWaitedFor(page) ? { ...become(page, 'cancelled', now), refused: code } : page,
  )
  return { climb: { ...climb, pages }, news: [{ what: 'answered', user, answer: 'refused' }] }
}

/** Takes in a person's Do Not Disturb: a level that nobody hears is waited for one minute. */
export function silenced(climb: Climb, user: UserId, isOn: boolean): Climb {
  const isNews = (page: Page) => page.user === user && isWaitedFor(page) && page.silenced !== isOn
  if (!climb.pages.some(isNews)) return climb
  const pages = climb.pages.map((page) => (isNews(page) ? { ...page, silenced: isOn } : page))
  if (!pages.every((page) => page.silenced || !isWaitedFor(page))) return { ...climb, pages }
  return {
    ...climb,
    pages: pages.map((page) => (isWaitedFor(page) ? { ...page, climbsAt: sooner(page) } : page)),
  }
}

function sooner(page: Page): Date {
  return new Date(Math.min(page.climbsAt.getTime(), (page.sentAt ?? page.queuedAt).getTime() + silencedWait))
}

/** Stops the climb: nobody is needed any more. */
export function cancelled(climb: Climb, now: Date): Climb {
  if (climb.state !== 'climbing') return climb
  const pages = climb.pages.map((page) => become(page, 'cancelled', now))
  return { ...climb, state: 'cancelled', heldUntil: null, pages }
}

/** The climb in a page's id, `<climb>/<level>/<person>`. */
export function climbIdOf(page: string): string {
  return page.split('/', 2).join('/')
}
