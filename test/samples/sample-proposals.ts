import type { Draft } from '#postmortems/draft/draft.ts'
import { spoken } from '#postmortems/draft/words.ts'
import type { Proposal } from '#postmortems/model/proposals.ts'

/** Two sentences of a model about a draft, which say `text`. */
export function sampleProposals({ entries }: Pick<Draft, 'entries'>, text = 'the disk was full'): Proposal[] {
  const common = { id: '0123456789abcdef', text, words: spoken(text), sources: entries.slice(0, 2) }
  return [
    { ...common, part: 'cause', section: 'summary' },
    { ...common, part: 'well', section: 'well' },
  ]
}
