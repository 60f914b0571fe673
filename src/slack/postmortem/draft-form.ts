/** "Open draft": the whole draft, as far as it was said or written. */
import type { ModalView } from '@slack/types'
import type { Incident, JudgedPart } from '#incidents/incident.ts'
import { type Draft, type SectionName, sectionNames } from '#postmortems/draft/draft.ts'
import { header, lines, type Piece } from '#words/blocks.ts'
import { letModelReadIt, proposedWords } from '#messages/postmortem/proposed-words.ts'
import type { Whole } from '#postmortems/postmortem-service.ts'
import { offeredWords } from '#messages/postmortem/offered-words.ts'
import { draftLine, sectionTitles } from '#messages/postmortem/postmortem-lines.ts'
import { modal } from '../asking/modal.ts'

/** `asksModel`: there is a model that may be let read a private incident. */
export function draftView(
  {
    incident: { number, private: isPrivate },
    draft,
    written,
    proposals,
  }: Pick<Whole, 'draft' | 'written' | 'proposals'> & { incident: Pick<Incident, 'number' | 'private'> },
  asksModel: boolean,
): ModalView {
  return modal({
    callback: 'postmortem.draft',
    title: `Post-mortem of #${number}`,
    submit: null,
    meta: { incident: number },
    pieces: [
      ...(asksModel && isPrivate && proposals.length === 0 ? letModelReadIt(number) : []),
      ...sectionNames
        .filter((name) => name !== 'whys')
        .flatMap((name) => [
          ...section(name, draft, written[name]),
          ...offeredIn(name, number, draft, written),
          ...proposedWords(
            number,
            proposals.filter((one) => one.section === name),
          ),
        ]),
    ],
  })
}

/** Candidates for a section, below it. */
function offeredIn(
  name: SectionName,
  number: number,
  { offered }: Draft,
  written: Partial<Record<SectionName, string>>,
): Piece[] {
  const about = parts[name]
  return about === undefined || written[name] !== undefined ? [] : offeredWords(number, about, offered[about])
}

const parts: Partial<Record<SectionName, JudgedPart>> = {
  summary: 'cause',
  impact: 'impact',
  context: 'context',
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
