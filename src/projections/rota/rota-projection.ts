/** Projects one rota: news of people's turns, and their requests of each other. Pure. */
import type { UserId } from '#incidents/incident.ts'
import { coverRequest, incidentsStay, swapClosed, swapOffer } from '#messages/oncall/asks.ts'
import { additionLines } from '#messages/oncall/addition.ts'
import type { Line } from '#words/blocks.ts'
import { additionOf } from '#oncall/turns/addition.ts'
import { askForNote, tomorrow } from '#messages/oncall/before.ts'
import { begins, type OpenIncident } from '#messages/oncall/begins.ts'
import { gapAhead, gapClosed, gapNow } from '#messages/oncall/gap.ts'
import { departed, turnsMoved, welcomeToRota } from '#messages/oncall/moved.ts'
import { rotaRequest, rotaRequestEnded } from '#messages/oncall/rota-request.ts'
import { canYouStandIn, nobodyConfirmed, stillThere } from '#messages/oncall/unanswered.ts'
import { summaryWords } from '#messages/incident/incident-list.ts'
import type { Words } from '#incidents/words.ts'
import type { ChannelRef, MessageSlot, SlotState } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import { clashesOf } from '#oncall/turns/clash.ts'
import { duties, dutyAt, lastDuty } from '#oncall/turns/duty.ts'
import type { CheckIn } from '#oncall/check-in.ts'
import type { HandOverRecord } from '#oncall/hand-over-record.ts'
import type { StoredNotice } from '#oncall/notice.ts'
import { askedAbout, requestState, type RotaRequest, undoableUntil } from '#oncall/rota-request.ts'
import { whoCanTake } from '#oncall/turns/cover.ts'
import type { Shadow } from '#oncall/shadow.ts'
import { secondOf } from '#oncall/turns/second.ts'
import { shadowWelcome } from '#messages/oncall/shadow.ts'
import { secondBegins } from '#messages/oncall/second.ts'
import type { RotaState } from '#oncall/turns/rota.ts'
import { askedBefore, remindedAt, lookAhead, tellsOfGap } from '#oncall/rota-times.ts'
import { quietUntil } from '#oncall/turns/meant.ts'
import { findGaps, isOnCall, onCallAt } from '#oncall/turns/timeline.ts'
import { day, hour } from '#time.ts'

/** Everything one look at a rota needs. */
export interface RotaView {
  readonly state: RotaState
  readonly now: Date
  /** The last two hand-overs, newest first. */
  readonly handOvers: readonly HandOverRecord[]
  /** Notices of the last days. */
  readonly notices: readonly StoredNotice[]
  /** Changes by people outside the rota, of the last days. */
  readonly requests: readonly RotaRequest[]
  /** Milliseconds in which such a change can be undone. */
  readonly undoFor: number
  /** The times to ask after the last hand-over; null once the person was heard of. */
  readonly checkIn: CheckIn | null
  /** Open incidents that the person on call may know of. */
  readonly open: readonly OpenIncident[]
  /** Open incidents in which the person who handed over still has this rota's role. */
  readonly left: readonly OpenIncident[]
  readonly zoneOf: (user: UserId) => string
  /** The other rotas: one person may be on call in two at once. */
  readonly others: readonly RotaState[]
  /** The people the policy has asked meanwhile, when nobody is on call. */
  readonly standIns: readonly UserId[]
  /** People who learn in this rota. */
  readonly shadows: readonly Shadow[]
  readonly tech: ChannelRef
  readonly words: Words
}

type Slots = ReadonlyMap<string, SlotState>

/** The time something is news, in milliseconds. */
const fresh = 2 * day

export function projectRota(view: RotaView, slots: Slots): MessageSlot[] {
  return [
    ...turnBegins(view, slots),
    ...unanswered(view, slots),
    ...turnAhead(view),
    ...turnEnds(view),
    ...asks(view, slots),
    ...outsiders(view),
    ...learning(view),
    ...second(view),
    ...news(view, slots),
    ...gaps(view, slots),
  ]
}

function message(
  name: string,
  channel: ChannelRef,
  shown: MessageSlot['message'],
  urgency: MessageSlot['urgency'] = urgencies.talk,
): MessageSlot {
  return { kind: 'message', name, urgency, channel, message: shown }
}

/** Tells of the latest hand-over only: people who were on call while Muster was down need no message any more. */
function turnBegins(
  { state, now, handOvers, notices, open, left, words }: RotaView,
  slots: Slots,
): MessageSlot[] {
  const [last, before, ...earlier] = handOvers
  if (!last?.incoming) return []
  const { rota } = state
  const { at, incoming, outgoing, takenAt } = last
  const note = before && before.incoming === outgoing ? before.note : null
  const duty = lastDuty(state, now)
  const until = duty?.user === incoming ? duty.end : null
  const because = notices.find((notice) => beginningOf(notice) === `begins:${iso(at)}:${incoming}`) ?? null
  const turn = {
    rota,
    at,
    until,
    outgoing,
    note,
    because,
    open,
    takenAt,
    isCurrent: true,
    now,
    words,
  }
  // A turn that is over asks nobody to say that they are on it.
  const ended = [...(before ? [before] : []), ...earlier].flatMap((one): MessageSlot[] => {
    const name = `begins:${iso(one.at)}:${one.incoming}`
    if (one.incoming === null || !slots.has(name)) return []
    return [
      message(
        name,
        { person: one.incoming },
        begins({ ...turn, at: one.at, isCurrent: false }),
        urgencies.room,
      ),
    ]
  })
  const leads = left.map((one) => ({ number: one.number, words: summaryWords(one, words, now) }))
  return [
    message(`begins:${iso(at)}:${incoming}`, { person: incoming }, begins(turn), urgencies.room),
    ...ended,
    ...(outgoing !== null && leads.length > 0
      ? [message(`stays:${iso(at)}:${outgoing}`, { person: outgoing }, incidentsStay(rota, incoming, leads))]
      : []),
  ]
}

/** The person is asked first, then one other in a direct message. Everybody reads it only where there is no other. */
function unanswered({ state, now, handOvers, checkIn, tech }: RotaView, slots: Slots): MessageSlot[] {
  return handOvers.flatMap((handOver, index): MessageSlot[] => {
    const { at, incoming, asked, askedAt, takenAt } = handOver
    if (incoming === null) return []
    const after = handOvers[index - 1]
    const resolvedBy = takenAt !== null ? incoming : after?.takenAt ? after.incoming : null
    // The message of a turn that ended without an answer stays as it is.
    if (after && resolvedBy === null) return []
    const next = checkIn?.asked ?? null
    const about = { rota: state.rota, at, incoming, next, resolvedBy }
    const remind = index === 0 && takenAt === null && checkIn !== null && checkIn.remindAt <= now
    const wanted = (name: string) => askedAt !== null && (resolvedBy === null || slots.has(name))
    return [
      ...(remind || (resolvedBy !== null && slots.has(`remind:${iso(at)}`))
        ? [message(`remind:${iso(at)}`, { person: incoming }, stillThere(about), urgencies.room)]
        : []),
      ...(asked !== null && wanted(`stand-in:${iso(at)}`)
        ? [message(`stand-in:${iso(at)}`, { person: asked }, canYouStandIn(about), urgencies.room)]
        : []),
      ...(asked === null && wanted(`nobody:${iso(at)}`)
        ? [message(`nobody:${iso(at)}`, tech, nobodyConfirmed(about), urgencies.room)]
        : []),
    ]
  })
}

function turnAhead({ state, now, others, zoneOf, words }: RotaView): MessageSlot[] {
  return duties(state, now, lookAhead(now))
    .filter((duty) => duty.start > now && remindedAt(duty, zoneOf(duty.user)) <= now)
    .filter((duty) => +duty.start - +now > 2 * hour)
    .map((duty) =>
      message(
        `tomorrow:${iso(duty.start)}:${duty.user}`,
        { person: duty.user },
        tomorrow(state.rota, duty, clashesOf(duty.user, [duty], others), words),
      ),
    )
}

function turnEnds({ state, now, handOvers: [last] }: RotaView): MessageSlot[] {
  const current = lastDuty(state, now)
  if (!last || !current || current.end <= now) return []
  if (last.incoming !== current.user || askedBefore(current) > now) return []
  const next = duties(state, current.end, state.publishedUntil ?? now).find(
    ({ start }) => start >= current.end,
  )
  const follows = next && findGaps(state, current.end, next.start).length === 0 ? next.user : null
  if (next === undefined) return []
  const shown = askForNote(state.rota, { end: current.end, next: follows, written: last.note !== null })
  return [message(`note:${iso(last.at)}:${current.user}`, { person: current.user }, shown)]
}

function asks({ state, now }: RotaView, slots: Slots): MessageSlot[] {
  const { rota, covers, swaps, shifts } = state
  const shiftAt = (start: Date) => shifts.find((shift) => +shift.start === +start)
  return [
    ...covers.flatMap((cover): MessageSlot[] => {
      if (cover.kind !== 'cover') return []
      const open = cover.user === null && cover.end > now
      const ahead = { start: cover.start < now ? now : cover.start, end: cover.end }
      const gone = open && !isOnCall(state, cover.by, ahead)
      const shown = coverRequest(rota, cover, { now, moved: gone })
      const asked = open && !gone ? whoCanTake(state, cover) : []
      return everybody(state).flatMap((user) => {
        const name = `cover:${cover.id}:${user}`
        return asked.includes(user) || slots.has(name) ? [message(name, { person: user }, shown)] : []
      })
    }),
    ...swaps.flatMap((swap): MessageSlot[] => {
      const name = `swap:${swap.id}`
      if (swap.status !== 'offered' && !slots.has(name)) return []
      const shown = swapOffer(rota, swap, {
        theirs: shiftAt(swap.from.start),
        mine: shiftAt(swap.to.start),
      })
      const closed = swap.status === 'declined' || swap.status === 'expired'
      return [
        message(name, { person: swap.to.user }, shown),
        ...(closed
          ? [message(`swap-closed:${swap.id}`, { person: swap.from.user }, swapClosed(rota, swap))]
          : []),
      ]
    }),
  ]
}

function everybody({ rota }: RotaState): UserId[] {
  return [...new Set(rota.members.map(({ user }) => user))]
}

/** A request stands with everybody who was in the rota; its end is told to the person who asked. */
function outsiders(rota: RotaView): MessageSlot[] {
  const { state, now, requests, undoFor } = rota
  return requests.flatMap((request): MessageSlot[] => {
    const view = {
      rota: state.rota,
      request,
      state: requestState(request, now),
      undoUntil: undoableUntil(request, undoFor, now),
      effects: effectsOf(request, rota),
    }
    const shown = rotaRequest(view)
    return [
      ...askedAbout(state, request).map((user) =>
        message(`request:${request.id}:${user}`, { person: user }, shown, urgencies.room),
      ),
      ...(view.state === 'open'
        ? []
        : [message(`request-ended:${request.id}`, { person: request.by }, rotaRequestEnded(view))]),
    ]
  })
}

function learning({ state, shadows, words }: RotaView): MessageSlot[] {
  return shadows.map(({ user, addedBy, addedAt }) =>
    message(
      `shadow:${iso(addedAt)}:${user}`,
      { person: user },
      shadowWelcome(state.rota, addedBy === user ? null : addedBy, words),
    ),
  )
}

/** Tells the second person, once for each turn of somebody else. */
function second({ state, now, words }: RotaView): MessageSlot[] {
  const duty = dutyAt(state, now)
  const user = secondOf(state, duty, now)
  if (user === null || duty.current === null) return []
  const { current } = duty
  const name = `second:${iso(current.start)}:${user}`
  return [message(name, { person: user }, secondBegins(state.rota, current, words))]
}

/** The lines that whoever wants to add somebody reads beforehand, for those who allow it. */
function effectsOf({ wish: { deed, user } }: RotaRequest, { state, now, others, zoneOf }: RotaView): Line[] {
  const found = deed === 'add' ? additionOf(state, user, now, zoneOf(user)) : null
  return found?.ok ? additionLines(found, user, clashesOf(user, found.turns, others)) : []
}

/** The name of the message that tells of a turn which an act begins at once; it tells of the act, too. */
function beginningOf({ person, at, changes }: StoredNotice): string | null {
  const [first] = changes
  const atOnce = changes.length === 1 && first?.yours && first.rota === undefined && first.start <= at
  return atOnce ? `begins:${iso(first.start)}:${person}` : null
}

/** True where another message tells the person the same: their welcome, or that their turn begins. */
function isToldOtherwise(
  notice: StoredNotice,
  { state, handOvers: [last] }: RotaView,
  slots: Slots,
): boolean {
  const { person, at, deed } = notice
  const joined =
    deed === 'add' && state.rota.members.some(({ user, joinedAt }) => user === person && +joinedAt === +at)
  const begins = beginningOf(notice)
  const current = last ? `begins:${iso(last.at)}:${last.incoming}` : null
  return joined || (begins !== null && (begins === current || slots.has(begins)))
}

function news(view: RotaView, slots: Slots): MessageSlot[] {
  const { state, now, notices, tech, words } = view
  const { rota } = state
  const since = new Date(+now - fresh)
  const ahead = duties(state, now, state.publishedUntil ?? now)
  return [
    ...rota.members
      .filter(({ joinedAt, leftAt }) => joinedAt > since && leftAt === null)
      .map(({ user, joinedAt }) => {
        const first = ahead.find((duty) => duty.user === user) ?? null
        return message(
          `welcome:${iso(joinedAt)}:${user}`,
          { person: user },
          welcomeToRota(rota, { first, words }),
        )
      }),
    ...notices
      .filter((notice) => slots.has(`notice:${notice.seq}`) || !isToldOtherwise(notice, view, slots))
      .map((notice) =>
        notice.person === null
          ? message(`notice:${notice.seq}`, tech, departed(rota, notice))
          : message(`notice:${notice.seq}`, { person: notice.person }, turnsMoved(rota, notice)),
      ),
  ]
}

/** Warns of gaps. A rota that never had anybody has no gap: the policy's people answer for it. */
function gaps({ state, now, handOvers, tech, standIns }: RotaView, slots: Slots): MessageSlot[] {
  if (handOvers.length === 0 && !state.rota.members.some((member) => member.leftAt === null)) return []
  const { rota, publishedUntil } = state
  // A gap that has come is looked at from its start: in quiet time in its midst it is still the same one.
  const from = handOvers[0]?.incoming === null ? handOvers[0].at : now
  const open = findGaps(state, from, publishedUntil ?? now).filter((gap) => gap.end > now)
  const flagged = open.flatMap((gap): MessageSlot[] => {
    if (gap.start > now)
      return tellsOfGap(gap) <= now ? [message(`gap:${iso(gap.start)}`, tech, gapAhead(rota, gap))] : []
    // The hand-over names the gap, since the gap's start moves on with the time.
    const since = handOvers[0]?.incoming === null ? handOvers[0].at : gap.start
    return [message(`gap-now:${iso(since)}`, tech, gapNow(rota, gap, standIns), urgencies.room)]
  })
  const closed = [...slots.keys()].flatMap((name): MessageSlot[] => {
    if (!/^gap(-now)?:/.test(name) || flagged.some((slot) => slot.name === name)) return []
    const start = new Date(name.slice(name.indexOf(':') + 1))
    const there = onCallAt(state, start < now ? now : start)
    const closed = there !== null || quietUntil(rota, start) !== null
    // The message of a past gap stays as it is.
    return closed && (start > now || +now - +start < fresh)
      ? [message(name, tech, gapClosed(rota, there?.user ?? null))]
      : []
  })
  return [...flagged, ...closed]
}

function iso(at: Date): string {
  return at.toISOString()
}
