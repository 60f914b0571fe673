/** Words of the record that may tell the cause, each with what a person can say of it. */
import type { JudgedPart } from '#incidents/incident.ts'
import type { OfferedWords } from '#postmortems/draft/candidate.ts'
import type { Prose } from '#postmortems/draft/words.ts'
import { button, buttons, type Line, lines, type Piece } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'

const questions: Record<JudgedPart, string> = {
  cause: 'What was the cause? Nobody has confirmed it. It may be one of these:',
  impact: 'Does one of these tell the impact?',
  context: 'Does one of these tell what was going on before?',
}

/** Nothing where nothing is offered. */
export function offeredWords(incident: number, about: JudgedPart, offered: readonly OfferedWords[]): Piece[] {
  if (offered.length === 0) return []
  return [
    lines([questions[about]]),
    ...offered.flatMap(({ key, quote, why }) => [
      lines([...quotation(quote), ` (${why})`]),
      buttons(
        button('Yes, that was it', 'postmortem.judge-yes', `${incident}/${about}/${key}`),
        button('No', 'postmortem.judge-no', `${incident}/${about}/${key}`),
        button('In other words…', 'postmortem.judge-own', `${incident}/${about}`),
      ),
    ]),
  ]
}

/** Names nobody, since a mention in a message would ring. */
export function quotation(quote: Prose): Line {
  return [
    '“',
    ...quote.map((one) => {
      if (typeof one === 'string') return spacedOut(one)
      return 'person' in one ? '@somebody' : inline(one.link, 80)
    }),
    '”',
  ]
}

function spacedOut(text: string): string {
  const shown = inline(text, 400)
  if (shown === '') return text === '' ? '' : ' '
  return `${/^\s/.test(text) ? ' ' : ''}${shown}${/\s$/.test(text) ? ' ' : ''}`
}
