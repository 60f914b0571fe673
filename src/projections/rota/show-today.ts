/** The run of `oncall:today`: tells who is on call, and updates the topic and the user groups. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { WhoIsOnCall } from '#escalation/on-call-lookup.ts'
import type { Role } from '#incidents/incident.ts'
import { hoursWords } from '#oncall/turn-words.ts'
import type { PeopleService } from '#people/people-service.ts'
import { isFullMember } from '#people/person.ts'
import { rotaSettings } from '#policy/rota-settings.ts'
import type { Policy } from '#policy/policy.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import { type ChannelRef } from '#reconcile/slot.ts'
import { forgetBefore } from '#reconcile/slot-store.ts'
import { secondOf } from '#oncall/turns/second.ts'
import { dutyAt } from '#oncall/turns/duty.ts'
import { findRota, rotaIds } from '#oncall/oncall-store.ts'
import type { RotaId } from '#oncall/policy-rotas.ts'
import { nextQuietChange } from '#oncall/turns/meant.ts'
import type { RotaState } from '#oncall/turns/rota.ts'
import type { HomeService } from '../home-service.ts'
import { projectToday, type RotaToday } from './today-projection.ts'
import { turnsBetween } from '#oncall/turns/turns.ts'
import { day, earliest, inZone } from '#time.ts'

export interface ShowTodayParts {
  db: Db
  clock: Clock
  slack: SlackPort
  people: Pick<PeopleService, 'findAll'>
  listed: Pick<WhoIsOnCall, 'at'>
  policy: Policy
  tech: ChannelRef
  /** Wakes homes, which show the people on call. */
  homes: Pick<HomeService, 'wakeAll'>
}

const remembered = 40 * day

export function createShowToday(parts: ShowTodayParts) {
  const { db, clock, slack, people, listed, policy, tech, homes } = parts

  return async function showToday(_: string, run: RunContext): Promise<{ next: Date | null }> {
    const now = clock.now()
    await homes.wakeAll()
    const states = (await Promise.all((await rotaIds(db)).map((id) => findRota(db, id)))).filter(
      (state) => state !== null,
    )
    const first = states.find((state) => state.rota.id === 'geoc') ?? states[0]
    if (!first) return { next: null }
    const { date, end } = dayOf(first, now)
    const turns = await Promise.all(states.map((state) => turnOf(state, now)))
    const known = await people.findAll(turns.flatMap((turn) => turn.people))
    const nameOf = (user: string) => known.get(user)?.name ?? user
    const canJoin = (user: string) => {
      const person = known.get(user)
      // Slack refuses a person who is not known yet if need be.
      return person === undefined || isFullMember(person)
    }
    const { next } = await reconcile(
      dueKey('oncall', 'today'),
      async () => (slots) => projectToday({ date, turns, nameOf, canJoin, tech }, slots),
      { db, slack, clock, ...run },
    )
    await forgetBefore(db, dueKey('oncall', 'today'), new Date(+now - remembered), [`day:${date}`])
    // Hand-overs wake this key; a new day begins even where one person stays on call.
    const again = turns.some((turn) => turn.populated) ? end : null
    const quiet = states.map(({ rota }) => nextQuietChange(rota, now))
    return { next: earliest([next, again, ...quiet]) }
  }

  async function turnOf(state: RotaState, now: Date): Promise<RotaToday> {
    const { rota } = state
    const duty = dutyAt(state, now)
    const { current, next, quietUntil } = duty
    const asked = current || quietUntil ? [] : await listed.at(db, rota.role as Role, now)
    return {
      name: rota.name,
      people: current ? [current.user] : asked.map((one) => one.user),
      until: current?.end ?? null,
      second: secondOf(state, duty, now),
      next: next && { user: next.user, start: next.start },
      quiet: quietUntil && hoursWords(rota),
      listed: !current && !quietUntil,
      usergroup: rotaSettings(policy, rota.id as RotaId).usergroup,
      populated: current !== null || rota.members.some((member) => member.leftAt === null),
    }
  }
}

/** The day that began at the rota's last hand-over time, with its end. */
function dayOf({ rota }: RotaState, now: Date): { date: string; end: Date } {
  const [turn] = turnsBetween({ ...rota, turn: 'day', hours: null }, now, new Date(+now + 1))
  if (!turn) throw new Error('every instant is on some day')
  const start = inZone(turn.start, rota.timeZone)
  return { date: start.toPlainDate().toString(), end: turn.end }
}
