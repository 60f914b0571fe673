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
  /** False for those whom Slack lets into no user group: people who left, and guests. */
  readonly canJoin: (user: UserId) => boolean
  readonly tech: ChannelRef
}

/** Shows nothing while every rota is empty, but corrects what the day's message has said: no hand-over changes the policy's lists. */
export function projectToday(view: TodayView, slots: ReadonlyMap<string, SlotState>): Slot[] {
  const { date, turns, nameOf, tech } = view
  const name = `day:${date}`
  const groups = usergroups(view, slots)
  if (!turns.some((turn) => turn.populated) && !slots.has(name)) return groups
  return [
    {
      kind: 'message',
      name,
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
    ...groups,
  ]
}

/** Several rotas may feed one group; in quiet time it names those who are next. A group that never followed is left to the person who made it while its rotas are empty. */
function usergroups({ turns, canJoin }: TodayView, slots: ReadonlyMap<string, SlotState>): Slot[] {
  const handles = new Set(turns.flatMap(({ usergroup }) => usergroup?.replace(/^@/, '') ?? []))
  return [...handles].flatMap((handle): Slot[] => {
    const name = usergroupSlot(handle)
    const feeding = turns.filter((turn) => turn.usergroup?.replace(/^@/, '') === handle)
    if (!feeding.some((turn) => turn.populated) && !slots.has(name)) return []
    const present = feeding.flatMap((turn) => turn.people)
    const next = feeding.flatMap((turn) => (turn.quiet === null ? [] : (turn.next?.user ?? [])))
    const meant = [...new Set(present.length > 0 ? present : next)]
    const users = meant.filter(canJoin)
    const outside = meant.filter((user) => !users.includes(user))
    return [{ kind: 'usergroup', name, urgency: urgencies.paperwork, handle, users, outside }]
  })
}
