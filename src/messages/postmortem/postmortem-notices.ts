/** Notices about a post-mortem: its lesson to everybody, questions and reminders to one person. */
import type { Button } from '@slack/types'
import type { Incident, UserId } from '#incidents/incident.ts'
import type { SectionName } from '#postmortems/draft/draft.ts'
import type { CitedLine as DraftLine } from '#postmortems/draft/evidence.ts'
import { lackingWords } from '#postmortems/draft/lacking.ts'
import { type ActionItem, isFinished, type Postmortem, type Nudge } from '#postmortems/postmortem.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, channel, type Line, lines, mention, message, when } from '#words/blocks.ts'
import { draftLine } from './postmortem-lines.ts'
import { inline } from '#words/user-text.ts'
import { titled } from '#incidents/title.ts'

type Named = Pick<Incident, 'number' | 'title'>

/** Tells everybody the lesson, once it is published. */
export function lesson(incident: Named, { lesson: learned }: Postmortem, room: string | null): Message {
  return message(
    lines(
      [bold('What we learned from '), bold(titled(incident))],
      [inline(learned, 1500)],
      room !== null && ['Its room: ', channel(room)],
    ),
    buttons(button('Read it', 'postmortem.open', String(incident.number))),
  )
}

/** Asks somebody for facts that only they know. */
export function contributorQuestions(
  incident: Named,
  asked: readonly (DraftLine & { section: SectionName })[],
): Message {
  const value = String(incident.number)
  return message(
    lines(
      [bold(`The post-mortem of ${titled(incident)} needs you`)],
      ['Nobody wrote this down, and you may know. What did you see, and how did it look then?'],
    ),
    ...asked
      .slice(0, 6)
      .flatMap((one) => [
        lines(['• ', ...draftLine({ ...one, ask: null })]),
        buttons(
          one.item === undefined
            ? button('Answer', 'postmortem.answer', `${value}/${one.section}`)
            : settleButton({ incident: incident.number, number: one.item }),
        ),
      ]),
    buttons(
      button('Open draft', 'postmortem.open', value),
      button('Edit section…', 'postmortem.edit', value),
    ),
  )
}

/** Work of somebody who left the company, and its owner now. */
export interface Inheritance {
  from: UserId
  owner: UserId | null
  postmortem: Postmortem | null
  items: readonly ActionItem[]
}

export function inherited(incident: Named, { from, owner, postmortem, items }: Inheritance): Message {
  const value = String(incident.number)
  const to: Line = owner === null ? [' has no owner now.'] : [' passes to ', mention(owner), '.']
  return message(
    lines(
      [mention(from), ' left the company.'],
      postmortem !== null && [bold(`The post-mortem of ${titled(incident)}`), ...to],
      items.length > 0 && [bold(`What they promised after ${titled(incident)}`), ...to],
    ),
    postmortem !== null &&
      !isFinished(postmortem.status) &&
      buttons(button('Open draft', 'postmortem.open', value), button('Owner…', 'postmortem.owner', value)),
    ...items.slice(0, 15).flatMap((item) => [lines(actionWords(item)), actionButtons(item)]),
    items.length > 15 && lines([`And ${items.length - 15} more.`]),
  )
}

export function postmortemReminder(incident: Named, { dueAt, status }: Postmortem, { name }: Nudge): Message {
  const value = String(incident.number)
  return message(
    lines(
      [
        bold(
          `The post-mortem of ${titled(incident)} ${name === 'before' || name === 'on' ? 'is' : 'was'} due `,
        ),
        ...(dueAt ? [when(dueAt, 'day')] : []),
        '.',
      ],
      [
        `It is a ${status === 'draft' ? 'draft' : `draft ${status}`} and yours. Most of it is written already: read it, fill what is missing, send it on; or waive it and say why.`,
      ],
    ),
    buttons(button('Open draft', 'postmortem.open', value), button('Waive…', 'postmortem.waive', value)),
  )
}

export function actionReminder(incident: Named, item: ActionItem, { name }: Nudge): Message {
  return message(
    lines(
      [
        bold(name === 'before' ? 'Due soon: ' : name === 'on' ? 'Due now: ' : 'Overdue: '),
        ...actionWords(item),
      ],
      [`Promised after ${titled(incident)}.`],
    ),
    actionButtons(item),
  )
}

/** `A2 of #12: alert on an empty list · @sam · 2027-03-01 · OPS-1`. */
export function actionWords({ incident, number, what, owner, due, ticket }: ActionItem): Line {
  return [
    bold(`A${number} of #${incident}: `),
    inline(what, 300),
    ' · ',
    owner ? mention(owner) : 'no owner yet',
    ` · ${due ?? 'no date yet'}`,
    ...(ticket ? [` · ${inline(ticket, 200)}`] : []),
  ]
}

export function actionButtons(item: ActionItem) {
  const value = `${item.incident}/${item.number}`
  return buttons(
    ...(lackingWords(item) === null ? [] : [settleButton(item)]),
    button('Done', 'action.done', value),
    button('Won’t do…', 'action.will-not', value),
  )
}

export function settleButton({ incident, number }: Pick<ActionItem, 'incident' | 'number'>): Button {
  return button('Owner and date…', 'action.settle', `${incident}/${number}`)
}

/** Lists open action items for the person who asked. */
export function actionList(items: readonly ActionItem[]): Message {
  if (items.length === 0) return message(lines(['No action item is open.']))
  return message(
    lines([items.length === 1 ? 'One open action item:' : `${items.length} open action items:`]),
    ...items.slice(0, 20).flatMap((item) => [lines(actionWords(item)), actionButtons(item)]),
    items.length > 20 && lines([`And ${items.length - 20} more.`]),
  )
}

/** The weekly digest, where post-mortems are published. */
export function digest(
  owed: readonly (Postmortem & Named)[],
  items: readonly ActionItem[],
  now: Date,
): Message | null {
  if (owed.length === 0 && items.length === 0) return null
  const late = items.filter(({ due }) => due !== null && due < now.toISOString().slice(0, 10))
  return message(
    lines([bold('This week’s promises')]),
    owed.length > 0 &&
      lines(
        [
          bold(
            `${owed.length === 1 ? 'One post-mortem is' : `${owed.length} post-mortems are`} not finished`,
          ),
        ],
        ...owed
          .slice(0, 10)
          .map(
            (one): Line => [
              `${titled(one)} · ${one.status}${one.dueAt && one.dueAt < now ? ' · overdue' : ''} · `,
              one.owner ? mention(one.owner) : 'nobody yet',
            ],
          ),
      ),
    items.length > 0 &&
      lines(
        [
          bold(
            `${items.length === 1 ? 'One action item is' : `${items.length} action items are`} open, ${late.length} overdue`,
          ),
        ],
        ...items.slice(0, 15).map(actionWords),
      ),
  )
}
