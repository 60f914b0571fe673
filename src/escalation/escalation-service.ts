/** Asks the right person, then the next. */
import { dueKey } from '#due/due-key.ts'
import { wakeAll } from '#due/due-store.ts'
import type { Trx } from '#db/database.ts'
import type { Callee, Incident, IncidentEvent, Recorded, UserId } from '#incidents/incident.ts'
import { callsIm } from '#policy/calls-im.ts'
import { day } from '#time.ts'
import type { AskedLevel } from './ladder-preview.ts'
import { urgencies } from '#urgency.ts'
import { createAnswers } from './answer-service.ts'
import { applyReactions } from './apply-reactions.ts'
import { type ClimbingParts, createClimbing } from './climbing-service.ts'
import { climbsOf, idsUnderWay, subjectOf } from './escalation-store.ts'
import { carryOver, createGroupClimbs } from './group-climbs-service.ts'
import { planFor } from './level-lookup.ts'
import { findPage, pagedFor, pagesOf } from './page-store.ts'
import { previewOf } from './preview-lookup.ts'
import { createReach } from './reach-service.ts'
import { reactions } from './reaction.ts'
import { outgrown, sparing } from './repeat.ts'
import { wakeEnded, wakePages, wakeSettled } from './save-climbs-store.ts'
import { asSubject } from './subject-service.ts'
import type { Subject } from './subject.ts'

export type EscalationService = ReturnType<typeof createEscalationService>

/** The time a page stays in the message it was shown in, in milliseconds. */
const shownFor = day

/** Events after which a page that is over says something else. */
const handsOn: ReadonlySet<IncidentEvent['type']> = new Set([
  'role given',
  'offer accepted',
  'departed',
  'resolved',
  'reopened',
  'cancelled',
  'merged',
])

export function createEscalationService(parts: ClimbingParts) {
  const { db, clock, incidents, policy } = parts
  const climbing = createClimbing(parts)
  const answers = createAnswers(parts, climbing)

  /** Starts, answers and stops climbs as the incident changes. A reactor of the incident service. */
  async function react(
    trx: Trx,
    { incident, events, now }: { incident: Incident; events: Recorded[]; now: Date },
  ): Promise<void> {
    // A `paged` event comes from a climb, so no climb reacts to it.
    if (events.every((event) => event.type === 'paged')) return
    const declaration = events.find((event) => event.type === 'declared')
    const carried = declaration ? await carryOver(trx, incident, declaration, now) : null
    const before = carried?.before ?? (await climbsOf(trx, incident.number))
    if (events.some((event) => event.type === 'renamed' || event.type === 'severity changed')) {
      await wakePages(trx, before, now)
      await wakeEnded(trx, before, now)
    }
    if (carried !== null || events.some(({ type }) => handsOn.has(type))) await wakeSettled(trx, before, now)
    const { severities } = policy
    const mayRise = events.some(({ type }) => type === 'severity changed') && before.length > 0
    const ended = mayRise
      ? outgrown(
          { climbs: before, incident },
          await incidents.events(incident.number, trx),
          severities.default,
        )
      : []
    const wantsIm = callsIm(severities, incident.severity)
    const todo = reactions(incident, events, before, wantsIm, ended).filter(
      (one) => one.do !== 'start' || !carried?.held.has(one.role),
    )
    if (todo.length === 0 && !carried?.before.length) return
    const starting = todo.flatMap((one) => {
      if (one.do === 'ask again') return one.climb.role
      return one.do === 'start' ? one.role : []
    })
    const again = todo.some((one) => one.do === 'look again')
    const waiting = again ? before.filter(({ state }) => state === 'climbing' || state === 'exhausted') : []
    const plan = sparing(await planFor(trx, incident, waiting, starting, parts, now), before)
    const done = applyReactions(todo, incident.number, carried?.climbs ?? before, plan, now)
    const told = [...(carried?.told ?? []), ...done.told]
    const all = { climbs: done.climbs, told, added: carried?.added ?? [] }
    await climbing.conclude(trx, asSubject(incident), before, all, now)
  }

  /** Asks the next level if it is time. Handler of `escalation:<climb>`. */
  async function climb(id: string): Promise<{ next: Date | null }> {
    const subject = await subjectOf(db, id)
    if (subject === null) return { next: null }
    const after = await climbing.change(subject, (one) => ({ climb: one, news: [] }))
    return { next: after.find((one) => one.climb.id === id)?.next ?? null }
  }

  /** Moves climbs on at once that wait for Slack to say who somebody is. */
  async function lookAgain(): Promise<void> {
    const when = { at: clock.now(), urgency: urgencies.page }
    await wakeAll(
      db,
      (await idsUnderWay(db)).map((id) => [dueKey('escalation', id), when]),
    )
  }

  /** Lists who would be paged for a role, level by level, if somebody escalated now. */
  async function preview(number: number, role: Callee): Promise<AskedLevel[]> {
    const now = clock.now()
    return previewOf(db, await incidents.load(number), role, parts, now)
  }

  /** Everybody whom the climbs under way may still ask. */
  async function mayBeAsked(subject: Subject): Promise<UserId[]> {
    const under = (await climbsOf(db, subject)).filter((one) => one.state === 'climbing')
    const plan = await planFor(db, await climbing.load(subject), under, [], parts, clock.now())
    const levels = under.flatMap((one) =>
      plan
        .levels(one)
        .slice(one.level + 1)
        .filter((level) => level.applies),
    )
    return [...new Set(levels.flatMap((level) => level.candidates.map((one) => one.user)))]
  }

  return {
    react,
    climb,
    lookAgain,
    ...answers,
    ...createReach(parts, climbing, answers),
    ...createGroupClimbs(parts, climbing),
    preview,
    mayBeAsked,
    pagedFor: (subject: Subject) => pagedFor(db, subject),
    pagesOf: (user: UserId) => pagesOf(db, user, new Date(clock.now().getTime() - shownFor)),
    pagesSince: (user: UserId, since: Date) => pagesOf(db, user, since),
    findPage: (id: string) => findPage(db, id),
    climbsOf: (subject: Subject) => climbsOf(db, subject),
  }
}
