/** The post-mortem's message in the room: its status, the missing facts, and its buttons. */
import type { Button } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import type { Draft, SectionName } from '#postmortems/draft/draft.ts'
import { postmortemCanBecome, type Postmortem, type PostmortemStatus } from '#postmortems/postmortem.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, type Line, lines, mention, message, when } from '#words/blocks.ts'
import { offeredWords, quotation } from './offered-words.ts'
import { draftLine, questions } from './postmortem-lines.ts'
import { inline } from '#words/user-text.ts'

const statusWords: Record<PostmortemStatus, string> = {
  draft: 'Draft',
  'in review': 'In review',
  reviewed: 'Reviewed',
  published: 'Published',
  waived: 'Waived',
}

export function postmortemMessage(
  { number }: Pick<Incident, 'number'>,
  postmortem: Postmortem,
  draft: Draft,
  written: Partial<Record<SectionName, string>> = {},
  archiveAt: Date | null = null,
): Message {
  const { status, owner, dueAt, reviewAt, lesson, reason } = postmortem
  // Promises come before memories.
  const asked = questions(draft, written).toSorted(
    (a, b) => Number(b.item !== undefined) - Number(a.item !== undefined),
  )
  const open = status !== 'published' && status !== 'waived'
  const value = String(number)
  return message(
    lines(
      [bold(`Post-mortem of #${number}: ${statusWords[status]}`)],
      [
        bold('Owner: '),
        owner ? mention(owner) : 'nobody yet',
        ...(open && dueAt ? [', due ', when(dueAt, 'day')] : []),
        ...(open && reviewAt ? ['. Review meeting: ', when(reviewAt, 'day')] : []),
      ],
      open && [
        `Drafted from what is recorded: ${draft.entries.length} lines of timeline, each with its source. Pin a message or use “Add to timeline” to add one.`,
      ],
      open &&
        draft.facts.impactStart === null && [
          'The record does not say when it began, so its times count from the declaration.',
        ],
      status === 'published' && [bold('What we learned: '), inline(lesson, 600)],
      status === 'waived' && [bold('Why there is none: '), inline(reason, 600)],
      !open && [
        `Incident #${number} is closed. Its room `,
        ...(archiveAt === null ? ['is archived later'] : ['is archived ', when(archiveAt, 'day')]),
        ', and can still be read then.',
      ],
    ),
    open &&
      draft.cause.confirmed !== null &&
      lines([
        bold('Cause: '),
        ...quotation(draft.cause.confirmed.quote),
        ', confirmed by ',
        mention(draft.cause.confirmed.by),
        '.',
      ]),
    ...(open ? offeredWords(number, 'cause', draft.offered.cause) : []),
    open && asked.length > 0 && lines(...asked.slice(0, 4).map(draftLine), ...more(asked.length - 4)),
    buttons(
      button('Open draft', 'postmortem.open', value, open ? 'primary' : undefined),
      ...(open
        ? [
            button('Edit section…', 'postmortem.edit', value),
            button('Timeline…', 'postmortem.timeline', value),
            button('When it began…', 'incident.impact', value),
            button('Add action…', 'postmortem.action', value),
            button('Ask contributors', 'postmortem.ask', value),
          ]
        : [button('Add action…', 'postmortem.action', value)]),
    ),
    buttons(
      ...moves(status, value),
      ...(open
        ? [button('Review meeting…', 'postmortem.review', value), button('Owner…', 'postmortem.owner', value)]
        : []),
      button('Export', 'postmortem.export', value),
    ),
  )
}

function more(count: number): Line[] {
  return count > 0 ? [[`And ${count} more.`]] : []
}

function moves(status: PostmortemStatus, value: string): Button[] {
  const words: [PostmortemStatus, string, string][] = [
    ['in review', status === 'draft' ? 'Send to review' : 'Back to review', 'postmortem.to-review'],
    ['reviewed', 'Reviewed', 'postmortem.to-reviewed'],
    ['published', 'Publish post-mortem…', 'postmortem.publish'],
    ['draft', 'Back to draft', 'postmortem.to-draft'],
    ['waived', 'Waive…', 'postmortem.waive'],
  ]
  return words
    .filter(([to]) => postmortemCanBecome(status, to))
    .map(([, shown, action]) => button(shown, action, value))
}
