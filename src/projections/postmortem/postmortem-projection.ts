/** Projects a post-mortem and its promises. Pure. */
import { archiveDue } from '#incidents/archiving.ts'
import { canSee } from '#incidents/privacy.ts'
import type { Incident, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { postmortemMessage } from '#messages/postmortem/postmortem-message.ts'
import { questions } from '#messages/postmortem/postmortem-lines.ts'
import {
  actionReminder,
  contributorQuestions,
  inherited,
  lesson,
  postmortemReminder,
} from '#messages/postmortem/postmortem-notices.ts'
import { rehearsed } from '../incident/drill-projection.ts'
import { orInstead } from '../or-instead.ts'
import type { CanvasSlot, ChannelRef, MessageSlot, SlotState } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import type { Draft, SectionName } from '#postmortems/draft/draft.ts'
import { type ActionItem, isFinished, morningOf, type Postmortem, nudgesOf } from '#postmortems/postmortem.ts'
import type { WorkingHours } from '#policy/working-hours.ts'
import { earliest } from '#time.ts'

export interface PostmortemContext {
  draft: Draft
  /** The text people wrote in place of a section. */
  written: Partial<Record<SectionName, string>>
  actions: readonly ActionItem[]
  /** The place where the responders are. */
  home: Pick<MessageSlot, 'channel' | 'threadTs'>
  room: string | null
  stakeholders: ChannelRef
  postmortems: ChannelRef
  /** A person's working hours, in which they are reminded. */
  hoursOf: (user: UserId) => WorkingHours
  /** The whole text of a published post-mortem; null before. */
  published: string | null
  /** The slots recorded as shown. */
  slots: ReadonlyMap<string, SlotState>
  /** Milliseconds from the end until the room is archived. */
  archiveAfter: number
  now: Date
}

export function projectPostmortem(
  incident: Incident,
  postmortem: Postmortem | null,
  context: PostmortemContext,
): { slots: (MessageSlot | CanvasSlot)[]; next: Date | null } {
  const { home } = context
  const common = { kind: 'message', urgency: urgencies.paperwork } as const
  if (postmortem === null || (isOpen(incident.status) && postmortem.draftedAt === null)) {
    return { slots: [], next: null }
  }
  const chased =
    isFinished(postmortem.status) || isOpen(incident.status) ? [] : chase(incident, postmortem, context)
  const promised = incident.drill ? [] : context.actions.flatMap((item) => promise(incident, item, context))
  const reminders = [...chased, ...promised]
  const slots = [
    {
      ...common,
      ...home,
      name: 'postmortem',
      returns: 1,
      message: postmortemMessage(
        incident,
        postmortem,
        context.draft,
        context.written,
        archiveDue(incident, context.archiveAfter, postmortem),
      ),
    },
    ...passedOn(incident, postmortem, context),
    ...told(incident, postmortem, context),
    ...canvas(incident, context),
    ...[...asked(incident, postmortem, context), ...reminders.flatMap(({ slot }) => slot ?? [])].flatMap(
      (slot) => orInstead(slot, context.slots, { place: home, matters: true }),
    ),
  ]
  return {
    slots: incident.drill ? slots.map(rehearsed) : slots,
    next: earliest(reminders.map(({ next }) => next)),
  }
}

/** Tells the room and the new owners about the work of people who left the company. */
function passedOn(
  incident: Incident,
  postmortem: Postmortem,
  { actions, home }: PostmortemContext,
): MessageSlot[] {
  const works = [postmortem, ...actions.filter(({ state }) => state === 'open')]
  const groups = Map.groupBy(works, ({ inheritedFrom, owner }) => `${inheritedFrom}:${owner ?? ''}`)
  return [...groups].flatMap(([key, group]): MessageSlot[] => {
    const [{ inheritedFrom: from, owner } = postmortem] = group
    if (from === null) return []
    const message = inherited(incident, {
      from,
      owner,
      postmortem: group.includes(postmortem) ? postmortem : null,
      items: group.flatMap((work) => ('what' in work ? work : [])),
    })
    const common = { kind: 'message', name: `passed-on:${key}`, urgency: urgencies.talk, message } as const
    const isTold = owner !== null && !incident.drill && canSee(incident, owner)
    return [
      { ...common, ...home },
      ...(isTold ? [{ ...common, name: `${common.name}:told`, channel: { person: owner } }] : []),
    ]
  })
}

/** Tells everybody the lesson. That of a private incident stays with its people, and a drill tells none. */
function told(incident: Incident, postmortem: Postmortem, context: PostmortemContext): MessageSlot[] {
  if (postmortem.status !== 'published' || incident.private || incident.drill) return []
  const message = lesson(incident, postmortem, context.room)
  return (['stakeholders', 'postmortems'] as const).map((use) => ({
    kind: 'message',
    name: `lesson:${use}`,
    urgency: urgencies.paperwork,
    channel: context[use],
    message,
  }))
}

function canvas({ number }: Incident, { room, published: markdown }: PostmortemContext): CanvasSlot[] {
  if (room === null || markdown === null) return []
  const title = `Post-mortem of #${number}`
  return [
    {
      kind: 'canvas',
      name: 'canvas',
      urgency: urgencies.paperwork,
      channel: { id: room },
      title,
      markdown,
    },
  ]
}

function asked(
  incident: Incident,
  { askedAt, status }: Postmortem,
  { draft, written }: PostmortemContext,
): MessageSlot[] {
  if (askedAt === null || isFinished(status)) return []
  const open = questions(draft, written)
  const people = [...new Set(open.flatMap(({ ask }) => ask ?? []))].filter((one) => canSee(incident, one))
  return people.map((person) => ({
    kind: 'message',
    name: `ask:${person}:${askedAt.getTime()}`,
    urgency: urgencies.paperwork,
    channel: { person },
    message: contributorQuestions(
      incident,
      open.filter(({ ask }) => ask?.includes(person)),
    ),
  }))
}

interface Nudge {
  slot: MessageSlot | null
  next: Date | null
}

function chase(incident: Incident, postmortem: Postmortem, { hoursOf, now }: PostmortemContext): Nudge[] {
  const { owner, dueAt, draftedAt } = postmortem
  if (owner === null || dueAt === null || draftedAt === null || !canSee(incident, owner)) return []
  const { latest, next } = nudgesOf(dueAt, incident.resolvedAt ?? draftedAt, now, hoursOf(owner))
  const slot =
    latest && reminder(`remind:${latest.name}`, owner, postmortemReminder(incident, postmortem, latest))
  return [{ slot, next }]
}

function promise(incident: Incident, item: ActionItem, { hoursOf, now }: PostmortemContext): Nudge[] {
  const { owner, due, state, madeAt, number } = item
  if (owner === null || due === null || state !== 'open' || !canSee(incident, owner)) return []
  const hours = hoursOf(owner)
  const { latest, next } = nudgesOf(morningOf(due, hours.zone), madeAt, now, hours)
  const slot =
    latest &&
    reminder(`remind-action:${number}:${latest.name}`, owner, actionReminder(incident, item, latest))
  return [{ slot, next }]
}

function reminder(name: string, person: UserId, message: MessageSlot['message']): MessageSlot {
  return { kind: 'message', name, urgency: urgencies.paperwork, channel: { person }, message }
}
