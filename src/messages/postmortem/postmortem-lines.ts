/** Lines of a post-mortem as messages and modals show them. */
import { type Draft, type SectionName, sectionNames } from '#postmortems/draft/draft.ts'
import type { CitedLine as DraftLine } from '#postmortems/draft/evidence.ts'
import type { Prose } from '#postmortems/draft/words.ts'
import { bold, type Line, link, mention, when } from '#words/blocks.ts'
import { cut, inline } from '#words/user-text.ts'

export const sectionTitles: Record<SectionName, string> = {
  summary: 'Summary',
  impact: 'Impact',
  context: 'Context',
  timeline: 'Timeline',
  fix: 'Fix',
  well: 'What went well',
  wrong: 'What went wrong',
  improve: 'How to improve',
  whys: 'Five whys',
  actions: 'Preventative actions',
  people: 'People',
  numbers: 'Numbers',
}

export function draftLine({ words, at, ask }: DraftLine): Line {
  const said = shownWords(words)
  if (ask === null) return at === null ? said : [when(at), ' ', ...said]
  const people = ask.flatMap((user, index): Line => [index > 0 ? ', ' : ' Ask ', mention(user)])
  return [bold('Missing: '), ...said, ...people]
}

export function shownWords(words: Prose): Line {
  return words.map((one) => {
    if (typeof one === 'string') return spaced(one)
    return 'person' in one ? mention(one.person) : link(one.link, cut(one.link, 80))
  })
}

/** Puts text on one line, and keeps the spaces that join it to its neighbours. */
function spaced(text: string): string {
  const shown = inline(text, 400)
  if (shown === '') return text === '' ? '' : ' '
  return `${/^\s/.test(text) ? ' ' : ''}${shown}${/\s$/.test(text) ? ' ' : ''}`
}

/** Questions on facts nobody has told yet, each with its section; none for sections that people wrote. */
export function questions(
  { sections }: Draft,
  written: Partial<Record<SectionName, string>> = {},
): (DraftLine & { section: SectionName })[] {
  return sectionNames
    .filter((name) => name !== 'whys' && written[name] === undefined)
    .flatMap((section) => sections[section].map((line) => ({ ...line, section })))
    .filter(({ ask }) => ask !== null)
}
