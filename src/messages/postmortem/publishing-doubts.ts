/** Reasons to wait with the publication of a post-mortem. */
import type { Draft, SectionName } from '#postmortems/draft/draft.ts'
import type { Postmortem } from '#postmortems/postmortem.ts'
import { type Line, mention } from '#words/blocks.ts'
import { questions, sectionTitles } from './postmortem-lines.ts'

export function publishingDoubts(
  { status, owner, reviewedBy }: Postmortem,
  draft: Draft,
  written: Partial<Record<SectionName, string>>,
): Line[] {
  const missing = new Set(questions(draft, written).map(({ section }) => sectionTitles[section]))
  return [
    ...(status !== 'reviewed'
      ? [['Nobody has reviewed it yet.']]
      : owner !== null && reviewedBy === owner
        ? [['Only ', mention(owner), ', its owner, has reviewed it.']]
        : []),
    ...(missing.size > 0 ? [[`Still missing: ${[...missing].join(', ')}.`]] : []),
  ]
}
