/** Answers people's questions about the rotas. */
import { dueKey } from '#due/due-key.ts'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import type { WhoIsOnCall } from '#escalation/on-call-lookup.ts'
import type { Role, UserId } from '#incidents/incident.ts'
import { isAway, isMember } from './turns/availability.ts'
import { Refusal } from '#errors.ts'
import { type Addition, additionOf } from './turns/addition.ts'
import { type Clash, clashesOf } from './turns/clash.ts'
import { sayRefusal } from './turns/refusal.ts'
import { duties, dutyAt, shiftBegan } from './turns/duty.ts'
import { secondOf } from './turns/second.ts'
import { shadowsOf } from './shadow-store.ts'
import { lastHandOvers } from './hand-over-store.ts'
import { type Hours, hours } from './turns/hours.ts'
import type { PeopleService } from '#people/people-service.ts'
import type { Asks, OwnShift, Schedule, TurnNow } from './oncall-views.ts'
import { requireRota, rotaIds, rotaIdsOf } from './oncall-store.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import { byStart, overlaps } from '#time.ts'
import type { Cover, RotaState, Rota } from './turns/rota.ts'
import { findGaps, isOnCall, type Stretch, turnTimeline } from './turns/timeline.ts'
import { type Why, explainTurn } from './turns/why.ts'
import { usergroupProblems } from './usergroup.ts'

export interface RotaQuestionsParts {
  db: Db
  clock: Clock
  /** People the policy asks while a rota has nobody. */
  listed: Pick<WhoIsOnCall, 'at'>
  people: Pick<PeopleService, 'findAll'>
  namesOf(users: readonly UserId[]): Promise<(user: UserId) => string>
}

export type RotaQuestions = ReturnType<typeof createRotaQuestions>

export function createRotaQuestions({ db, clock, listed, people, namesOf }: RotaQuestionsParts) {
  async function states(ids?: readonly string[]): Promise<RotaState[]> {
    return Promise.all((ids ?? (await rotaIds(db))).map((id) => requireRota(db, id)))
  }

  /** The people on call when somebody asked last. */
  let lastKnown: UserId[] = []

  function gapsOf(state: RotaState) {
    const now = clock.now()
    const populated = state.rota.members.some((member) => member.leftAt === null)
    return populated ? findGaps(state, now, state.publishedUntil ?? now) : []
  }

  return {
    rotas: async (): Promise<Rota[]> => (await states()).map((state) => state.rota),
    rota: (rota: string): Promise<RotaState> => requireRota(db, rota),
    /** The rotas the person is in. */
    rotasOf: async (user: UserId): Promise<Rota[]> =>
      (await states(await rotaIdsOf(db, user))).map((state) => state.rota),

    /** The start of the person's present shift; null for everybody who is not on call. */
    shiftBegan: async (rota: string, user: UserId): Promise<Date | null> =>
      shiftBegan(await requireRota(db, rota), user, clock.now()),

    /** Every rota, now. */
    async turns(): Promise<TurnNow[]> {
      const now = clock.now()
      const turns = await Promise.all(
        (await states()).map(async (state): Promise<TurnNow> => {
          const { rota } = state
          const [last] = await lastHandOvers(db, rota.id, 1)
          const duty = dutyAt(state, now)
          const { current, next, quietUntil } = duty
          const asked = current || quietUntil ? [] : await listed.at(db, rota.role as Role, now)
          return {
            rota,
            current,
            takenAt: current && last?.incoming === current.user ? last.takenAt : null,
            second: secondOf(state, duty, now),
            shadows: (await shadowsOf(db, [rota.id])).map(({ user }) => user),
            quiet: quietUntil !== null,
            next,
            standIns: asked.map((one) => one.user),
            gap: gapsOf(state)[0] ?? null,
          }
        }),
      )
      lastKnown = turns.flatMap(({ current, standIns }) => (current ? [current.user] : standIns))
      return turns
    },

    /** Names the people on call from memory, for when the database cannot be reached. */
    lastKnown: (): readonly UserId[] => lastKnown,

    async schedule(rota: string, from: Date, until: Date): Promise<Schedule> {
      const state = await requireRota(db, rota)
      const { publishedUntil } = state
      const end = publishedUntil && publishedUntil < until ? publishedUntil : until
      const asked = await listed.at(db, state.rota.role as Role, clock.now())
      return {
        rota: state.rota,
        stretches: joinQuiet(turnTimeline(state, from, until)),
        gaps: from < end ? findGaps(state, from, end) : [],
        standIns: asked.map(({ user }) => user),
        publishedUntil,
      }
    },

    /** The changes if the person is added, and the times at which they would be on call twice. */
    async addition(rota: string, user: UserId): Promise<{ addition: Addition; clashes: Clash[] }> {
      const [state, known] = [await requireRota(db, rota), await people.findAll([user])]
      const zone = known.get(user)?.timeZone ?? state.rota.timeZone
      const found = additionOf(state, user, clock.now(), zone)
      if (!found.ok) throw new Refusal(sayRefusal(found, (one) => `<@${one}>`))
      const others = (await states(await rotaIdsOf(db, user))).filter((one) => one.rota.id !== rota)
      return { addition: found, clashes: clashesOf(user, found.turns, others) }
    },

    /** The times of the person's turns in this rota in which they are on call in another as well. */
    async clashes(rota: string, user: UserId): Promise<Clash[]> {
      const all = await states(await rotaIdsOf(db, user))
      const own = all.find((state) => state.rota.id === rota)
      if (own === undefined) return []
      const now = clock.now()
      const times = duties(own, now, own.publishedUntil ?? now).filter((duty) => duty.user === user)
      return clashesOf(
        user,
        times,
        all.filter((state) => state !== own),
      )
    },

    /** Names the person on call at `at` and the reason, in one sentence; null when nobody is. */
    async why(rota: string, at: Date): Promise<Why | null> {
      const state = await requireRota(db, rota)
      const nameOf = await namesOf([
        ...state.rota.members.map((member) => member.user),
        ...state.covers.flatMap((cover) => [cover.by, cover.user ?? cover.by]),
      ])
      return explainTurn(state, at, clock.now(), nameOf)
    },

    /** The person's shifts from now on, soonest first. */
    async myShifts(user: UserId): Promise<OwnShift[]> {
      const now = clock.now()
      return (await states())
        .flatMap(({ rota, shifts, covers }) =>
          shifts
            .filter((shift) => shift.user === user && shift.end > now)
            .map((shift) => ({
              rota,
              shift,
              coveredBy: covers.filter((cover) => cover.user !== null && overlaps(cover, shift)),
            })),
        )
        .toSorted((a, b) => byStart(a.shift, b.shift))
    },

    /** Covers the person has taken from others, from now on, soonest first. */
    async myCovers(user: UserId): Promise<{ rota: Rota; cover: Cover }[]> {
      const now = clock.now()
      return (await states())
        .flatMap(({ rota, covers }) =>
          covers.filter((cover) => cover.user === user && cover.end > now).map((cover) => ({ rota, cover })),
        )
        .toSorted((a, b) => byStart(a.cover, b.cover))
    },

    /** Covers and swaps that wait for this person's answer. */
    async asksOf(user: UserId): Promise<Asks> {
      const now = clock.now()
      const all = await states()
      return {
        covers: all.flatMap((state) =>
          state.covers
            .filter((cover) => cover.user === null && cover.end > now && cover.by !== user)
            .filter((cover) => isMember(state, user) && !isAway(state, user, cover))
            .filter((cover) => isOnCall(state, cover.by, { start: latest(cover.start, now), end: cover.end }))
            .map((cover) => ({ rota: state.rota, cover })),
        ),
        swaps: all.flatMap(({ rota, swaps }) =>
          swaps
            .filter((swap) => swap.to.user === user && swap.status === 'offered' && swap.expiresAt > now)
            .map((swap) => ({ rota, swap })),
        ),
      }
    },

    /** Absences of the person that are not over. Each appears once, although it counts in every rota. */
    async awaysOf(user: UserId): Promise<RotaState['aways'][number][]> {
      const [id] = await rotaIds(db)
      const aways = id === undefined ? [] : (await requireRota(db, id)).aways
      return aways.filter((away) => away.user === user && away.end > clock.now()).toSorted(byStart)
    },

    /** Times without anybody on call, per rota that has members, within what is published. */
    gaps: async () =>
      (await states())
        .map((state) => ({ rota: state.rota, gaps: gapsOf(state) }))
        .filter(({ gaps }) => gaps.length > 0),

    /**
     * Hours on call. `month` is `YYYY-MM` on the rota's clock; nights, weekends and holidays follow each person's zone.
     */
    async hours(month: string): Promise<{ rota: Rota; rows: Hours[] }[]> {
      const all = await states()
      const known = await people.findAll(
        all.flatMap(({ rota, covers }) =>
          [...rota.members, ...covers].flatMap(({ user }) => (user === null ? [] : user)),
        ),
      )
      return all.map((state) => {
        const zoneOf = (user: UserId) => known.get(user)?.timeZone ?? state.rota.timeZone
        return { rota: state.rota, rows: hours(state, month, zoneOf) }
      })
    },

    /** Reasons why Slack does not follow the rotas, in words: user groups it may not change. */
    problems: async (): Promise<string[]> => usergroupProblems(await statesOf(db, dueKey('oncall', 'today'))),
  }
}

/** Makes one of a shift's pieces between which it is quiet. */
function joinQuiet(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const stretch of stretches) {
    const last = joined.at(-1)
    const same = last && last.shift === stretch.shift && last.cover === stretch.cover
    if (same) joined.splice(-1, 1, { ...last, end: stretch.end })
    else joined.push(stretch)
  }
  return joined
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b
}
