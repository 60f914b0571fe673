/** Projects all rotas together: the day's message, the topic, and the user groups. Pure. */
import type { UserId } from '#incidents/incident.ts'
import { usergroupProblems, usergroupSlot } from '#oncall/usergroup.ts'
import { today, topicToday, type TodayTurn } from '#messages/oncall/today.ts'
import type { ChannelRef, Slot, SlotState } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'

export interface RotaToday extends TodayTurn {
  /** The user group that follows the rota. */
  readonly usergroup: string | null
  /** True when the rota has members. */
  readonly populated: boolean
}

export interface TodayView {
  /** The ISO date of the day's first hand-over. */
  readonly date: string
  readonly turns: readonly RotaToday[]
  readonly nameOf: (user: UserId) => string
  readonly tech: ChannelRef
}

/** Shows nothing while every rota is empty: no hand-over changes the policy's lists. */
export function projectToday(
  { date, turns, nameOf, tech }: TodayView,
  slots: ReadonlyMap<string, SlotState>,
): Slot[] {
  if (!turns.some((turn) => turn.populated)) return []
  return [
    {
      kind: 'message',
      name: `day:${date}`,
      urgency: urgencies.talk,
      channel: tech,
      message: today(turns, usergroupProblems(slots)),
    },
    {
      kind: 'topic',
      name: 'topic',
      urgency: urgencies.paperwork,
      channel: tech,
      text: topicToday(turns, nameOf),
      onlyOverOurs: true,
    },
    ...usergroups(turns),
  ]
}

/** Several rotas may feed one group; in quiet time it names those who are next. A group whose rotas are all empty is left to the person who made it. */
function usergroups(turns: readonly RotaToday[]): Slot[] {
  const handles = new Set(turns.flatMap(({ usergroup }) => usergroup?.replace(/^@/, '') ?? []))
  return [...handles].flatMap((handle): Slot[] => {
    const feeding = turns.filter((turn) => turn.usergroup?.replace(/^@/, '') === handle)
    const present = feeding.flatMap((turn) => turn.people)
    const next = feeding.flatMap((turn) => (turn.quiet === null ? [] : (turn.next?.user ?? [])))
    const users = [...new Set(present.length > 0 ? present : next)]
    if (users.length === 0 || !feeding.some((turn) => turn.populated)) return []
    return [{ kind: 'usergroup', name: usergroupSlot(handle), urgency: urgencies.paperwork, handle, users }]
  })
}
