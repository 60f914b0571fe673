/** "Timeline": chooses a line, and edits it. */
import type { ModalView } from '@slack/types'
import type { ImpactEdge, Incident } from '#incidents/incident.ts'
import { Refusal } from '#errors.ts'
import type { RecordedMessage } from '#history/heard.ts'
import type { Draft } from '#postmortems/draft/draft.ts'
import { byMessage, keyOf } from '#postmortems/draft/evidence.ts'
import type { Entry } from '#postmortems/draft/timeline.ts'
import { type Prose, proseText, spoken } from '#postmortems/draft/words.ts'
import { bold, lines, type Piece } from '#words/blocks.ts'
import { timeWords } from '#words/calendar-words.ts'
import { inline } from '#words/user-text.ts'
import { FormValues } from '../asking/form-values.ts'
import { choiceField, instantField, modal, radioField, textField, tickField } from '../asking/modal.ts'
import { longestSection } from './section-form.ts'

/** The most lines offered: a modal holds no more. */
const mostEntries = 500

/** Gives names and a time zone, because fields and options are plain text without mentions or local times. */
export interface EntryReader {
  nameOf(person: string): string
  timeZone: string
}

/** Asks for a line of the timeline, or for a message that is not on it. */
export function chooseEntryView(
  { number }: Incident,
  { entries, leftOut }: Pick<Draft, 'entries' | 'leftOut'>,
  { nameOf, timeZone }: EntryReader,
): ModalView {
  const shown = (at: Date, words: Prose) =>
    `${timeWords(at, timeZone)} ${inline(proseText(words, nameOf), 65)}`
  return modal({
    callback: 'postmortem.entry',
    title: 'Timeline',
    submit: entries.length + leftOut.length > 0 ? 'Next' : null,
    meta: { incident: number },
    pieces: [
      lines([
        'To add a line, choose what was left out, pin a message in the room, react with 📌, or use “Add to timeline” on it.',
      ]),
      entries.length > 0 &&
        choiceField({
          name: 'entry',
          label: 'Line',
          choices: entries
            .slice(0, mostEntries)
            .map(({ at, words }, index) => ({ value: String(index), words: shown(at, words) })),
          optional: leftOut.length > 0,
        }),
      leftOut.length > 0 &&
        choiceField({
          name: 'left',
          label: 'Or add what was left out',
          choices: leftOut.map((message) => ({
            value: keyOf(byMessage(message)),
            words: shown(message.at, entryWords(message)),
          })),
          optional: entries.length > 0,
        }),
    ],
  })
}

/** `entry` counts the lines from 0; `left` is the key of a message. */
export function readEntry(state: unknown): { entry: number | null; left: string | null } {
  const values = new FormValues(state)
  const [entry, left] = [values.choice('entry'), values.choice('left')]
  if (entry !== null && left !== null) throw new Refusal('Choose one of the two.', 'left')
  return { entry: entry === null ? null : Number(entry), left }
}

/** The words of a message; the names of its files where it has none. */
export function entryWords({ text, files }: Pick<RecordedMessage, 'text' | 'files'>): Prose {
  return text === '' ? [files.map(({ name }) => name).join(', ')] : spoken(text)
}

export function editEntryView(
  { number }: Incident,
  entry: Entry,
  { nameOf }: Pick<EntryReader, 'nameOf'>,
): ModalView {
  const words = proseText(entry.words, nameOf)
  return modal({
    callback: 'postmortem.entry-edit',
    title: 'A line of the timeline',
    submit: 'Save',
    meta: { incident: number, of: entry.key },
    pieces: [
      lines(
        [bold('Why it is here: '), entry.why],
        entry.original !== null && [
          bold('As it was: '),
          inline(proseText(entry.original.words, nameOf), 500),
        ],
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
      // A line that tells it already has that time as its own.
      entry.edge === null && edgeField(),
      tickField({ name: 'remove', label: 'Remove', words: 'Take it off the timeline', optional: true }),
    ],
  })
}

/** A radio button cannot be let go of again, so that neither is one. */
function edgeField(): Piece {
  return radioField({
    name: 'edge',
    label: 'When it began',
    choices: [
      { value: 'neither', words: 'This line does not show it' },
      { value: 'start', words: 'It had begun' },
      { value: 'end', words: 'Nobody was affected any more' },
    ],
    initial: 'neither',
    optional: true,
  })
}

export interface EntryEdit {
  at: Date | null
  words: string
  remove: boolean
  /** The edge of the impact that the line shows. */
  edge: ImpactEdge | null
}

export function readEntryEdit(state: unknown): EntryEdit {
  const answers = new FormValues(state)
  const edge = answers.oneOf('edge', ['neither', 'start', 'end'])
  return {
    at: answers.instant('at'),
    words: answers.text('text'),
    remove: answers.ticked('remove'),
    edge: edge === 'neither' ? null : edge,
  }
}
