/** Forms about a post-mortem. */
import type { ModalView } from '@slack/types'
import type { Draft, SectionName } from '#postmortems/draft.ts'
import { sectionNames } from '#postmortems/draft.ts'
import type { Line } from '#postmortems/evidence.ts'
import type { Entry } from '#postmortems/timeline.ts'
import { textOf } from '#postmortems/words.ts'
import type { Suggestion } from '#postmortems/wording.ts'
import { bold, button, buttons, header, lines, type Piece } from '../blocks.ts'
import { timeWords } from '../calendar-words.ts'
import { draftLine, sectionTitles } from '../postmortem-lines.ts'
import { inline } from '../user-text.ts'
import { Answers } from './answers.ts'
import { choiceField, dateField, instantField, modal, personField, textField, tickField } from './modal.ts'

/** Slack's limit for one field. */
export const longestSection = 3000

interface Of {
  number: number
}

export function draftView(
  { number }: Of,
  draft: Draft,
  written: Partial<Record<SectionName, string>>,
): ModalView {
  return modal({
    callback: 'postmortem.draft',
    title: `Post-mortem of #${number}`,
    submit: null,
    meta: { incident: number },
    pieces: sectionNames
      .filter((name) => name !== 'whys')
      .flatMap((name) => section(name, draft, written[name])),
  })
}

function section(name: SectionName, draft: Draft, written: string | undefined): Piece[] {
  const all = draft.sections[name]
  const shown =
    written === undefined ? all.slice(0, 25).map(draftLine) : written.split('\n').map((row) => [row])
  return [
    header(sectionTitles[name]),
    lines(
      ...shown,
      written === undefined && all.length > 25 && [`And ${all.length - 25} more: export it to read all.`],
    ),
  ]
}

/** Which section? Sending it asks for its text. */
export function chooseSectionView({ number }: Of): ModalView {
  return modal({
    callback: 'postmortem.section',
    title: 'Edit a section',
    submit: 'Next',
    meta: { incident: number },
    pieces: [
      choiceField({
        name: 'section',
        label: 'Section',
        choices: sectionNames
          .filter((name) => name !== 'timeline')
          .map((value) => ({ value, words: sectionTitles[value] })),
        initial: 'summary',
      }),
    ],
  })
}

export function readSection(state: unknown): SectionName {
  return new Answers(state).requiredOneOf('section', sectionNames)
}

export function editSectionView({ number }: Of, name: SectionName, text: string): ModalView {
  return modal({
    callback: 'postmortem.write',
    title: sectionTitles[name],
    submit: 'Save',
    meta: { incident: number, of: name },
    pieces: [
      textField({
        name: 'text',
        label: 'Text',
        multiline: true,
        optional: true,
        max: longestSection,
        initial: text,
        hint: 'Lines that begin with “- ” become a list. Left empty, it is drafted from the record again.',
      }),
    ],
  })
}

/** What do you know of this? */
export function answerView({ number }: Of, name: SectionName, asked: readonly Line[]): ModalView {
  return modal({
    callback: 'postmortem.answer',
    title: sectionTitles[name],
    submit: 'Send',
    meta: { incident: number, of: name },
    pieces: [
      lines(...asked.map((one) => draftLine({ ...one, ask: null }))),
      textField({
        name: 'text',
        label: 'What do you know?',
        multiline: true,
        max: 1000,
        hint: 'It goes into the post-mortem, with your name.',
      }),
    ],
  })
}

export function readText(state: unknown): string {
  return new Answers(state).text('text')
}

/** Saved; what could be said so that it blames nobody. */
export function suggestionsView({ number }: Of, all: readonly Suggestion[]): ModalView {
  return modal({
    callback: 'postmortem.suggestions',
    title: 'Saved',
    submit: null,
    meta: { incident: number },
    pieces: [
      lines(['Saved as you wrote it. Perhaps it can be said without blame:']),
      ...all.slice(0, 10).map(({ found, advice }) => lines([bold(`“${inline(found, 200)}” `)], [advice])),
    ],
  })
}

/** As many as a modal holds. */
const mostEntries = 500

/** Fields and options are plain text, so people stand in them by name, and times as whoever reads them has them. */
export interface EntryReader {
  nameOf(person: string): string
  timeZone: string
}

/** Which line of the timeline? */
export function chooseEntryView(
  { number }: Of,
  entries: readonly Entry[],
  { nameOf, timeZone }: EntryReader,
): ModalView {
  return modal({
    callback: 'postmortem.entry',
    title: 'Timeline',
    submit: entries.length > 0 ? 'Next' : null,
    meta: { incident: number },
    pieces: [
      lines(['To add a line, pin a message in the room, react with 📌, or use “Add to timeline” on it.']),
      entries.length > 0 &&
        choiceField({
          name: 'entry',
          label: 'Line',
          choices: entries.slice(0, mostEntries).map((entry, index) => ({
            value: String(index),
            words: `${timeWords(entry.at, timeZone)} ${inline(textOf(entry.words, nameOf), 65)}`,
          })),
        }),
    ],
  })
}

export function readEntry(state: unknown): number | null {
  const chosen = new Answers(state).choice('entry')
  return chosen === null ? null : Number(chosen)
}

export function editEntryView(
  { number }: Of,
  entry: Entry,
  { nameOf }: Pick<EntryReader, 'nameOf'>,
): ModalView {
  const words = textOf(entry.words, nameOf)
  return modal({
    callback: 'postmortem.entry-edit',
    title: 'A line of the timeline',
    submit: 'Save',
    meta: { incident: number, of: entry.key },
    pieces: [
      lines(
        [bold('Why it is here: '), entry.why],
        entry.original !== null && [bold('As it was: '), inline(textOf(entry.original.words, nameOf), 500)],
      ),
      instantField({ name: 'at', label: 'When', initial: entry.at, optional: true }),
      textField({
        name: 'text',
        label: 'Words',
        multiline: true,
        max: longestSection,
        initial: words,
        optional: true,
      }),
      tickField({ name: 'remove', label: 'Remove', words: 'Take it off the timeline', optional: true }),
    ],
  })
}

export function readEntryEdit(state: unknown): { at: Date | null; words: string; remove: boolean } {
  const answers = new Answers(state)
  return { at: answers.instant('at'), words: answers.text('text'), remove: answers.ticked('remove') }
}

export function publishView({ number }: Of, lesson: string): ModalView {
  return modal({
    callback: 'postmortem.publish',
    title: 'Publish',
    submit: 'Publish',
    meta: { incident: number },
    pieces: [
      textField({
        name: 'text',
        label: 'What was learned, in two sentences?',
        multiline: true,
        max: 1000,
        initial: lesson,
        hint: 'Everybody reads this. The incident is closed, and its room archived later.',
      }),
    ],
  })
}

export function waiveView({ number }: Of): ModalView {
  return modal({
    callback: 'postmortem.waive',
    title: 'No post-mortem',
    submit: 'Waive',
    meta: { incident: number },
    pieces: [textField({ name: 'text', label: 'Why will there be none?', multiline: true, max: 1000 })],
  })
}

export function ownerView({ number }: Of, owner: string | null): ModalView {
  return modal({
    callback: 'postmortem.owner',
    title: 'Owner',
    submit: 'Save',
    meta: { incident: number },
    pieces: [personField({ name: 'owner', label: 'Who writes the post-mortem?', initial: owner })],
  })
}

export function readOwner(state: unknown): string {
  return new Answers(state).requiredPerson('owner')
}

export function reviewView({ number }: Of, suggested: Date): ModalView {
  return modal({
    callback: 'postmortem.review',
    title: 'Review meeting',
    submit: 'Propose',
    meta: { incident: number },
    pieces: [instantField({ name: 'at', label: 'When', initial: suggested })],
  })
}

export function readReview(state: unknown): Date | null {
  return new Answers(state).instant('at')
}

export function actionView({ number }: Of, what = ''): ModalView {
  return modal({
    callback: 'action.add',
    title: 'Action item',
    submit: 'Add',
    meta: { incident: number },
    pieces: [
      textField({
        name: 'text',
        label: 'What will be true when it is done?',
        multiline: true,
        max: 1000,
        initial: what,
        hint: 'Something that can be checked: “an alert fires when the order list is empty”.',
      }),
      personField({ name: 'owner', label: 'Who sees to it?', optional: true }),
      dateField({ name: 'due', label: 'Until when?', optional: true }),
      textField({ name: 'ticket', label: 'Ticket', max: 500, optional: true, placeholder: 'https://…' }),
    ],
  })
}

export function readAction(state: unknown): {
  what: string
  owner: string | null
  due: string | null
  ticket: string | null
} {
  const answers = new Answers(state)
  return {
    what: answers.text('text'),
    owner: answers.person('owner'),
    due: answers.date('due'),
    ticket: answers.text('ticket') || null,
  }
}

export function willNotView(item: { incident: number; number: number }): ModalView {
  return modal({
    callback: 'action.will-not',
    title: 'Won’t do',
    submit: 'Save',
    meta: { incident: item.incident, of: String(item.number) },
    pieces: [textField({ name: 'text', label: 'Won’t do, because …', multiline: true, max: 1000 })],
  })
}

export function exportView({ number }: Of): ModalView {
  const value = String(number)
  return modal({
    callback: 'postmortem.exports',
    title: 'Export',
    submit: null,
    meta: { incident: number },
    pieces: [
      lines(['It comes to you as a file, in a direct message.']),
      buttons(button('Markdown', 'export.md', value), button('Web page', 'export.html', value)),
      lines(['With people as what they were, not by name:']),
      buttons(
        button('Markdown, roles', 'export.md-roles', value),
        button('Web page, roles', 'export.html-roles', value),
      ),
    ],
  })
}
