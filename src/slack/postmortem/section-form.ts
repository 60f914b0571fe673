/** "Edit": asks for a section and its text, then suggests wording without blame. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { type SectionName, sectionNames } from '#postmortems/draft/draft.ts'
import type { Suggestion } from '#postmortems/draft/wording.ts'
import { bold, lines } from '#words/blocks.ts'
import { sectionTitles } from '#messages/postmortem/postmortem-lines.ts'
import { inline } from '#words/user-text.ts'
import { FormValues } from '../asking/form-values.ts'
import { choiceField, modal, textField } from '../asking/modal.ts'

/** Slack's limit for one field. */
export const longestSection = 3000

/** Asks for the section; sending it asks for its text. */
export function chooseSectionView({ number }: Incident): ModalView {
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
  return new FormValues(state).requiredOneOf('section', sectionNames)
}

export function editSectionView({ number }: Incident, name: SectionName, text: string): ModalView {
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

/** Says that it is saved, and suggests wording that blames nobody. */
export function suggestionsView({ number }: Incident, all: readonly Suggestion[]): ModalView {
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
