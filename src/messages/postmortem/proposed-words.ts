/** Sentences that a model proposed for a section, each with its sources and a way to take it over. */
import type { Proposal } from '#postmortems/model/proposals.ts'
import { button, buttons, type Line, lines, type Piece, when } from '#words/blocks.ts'
import { quotation } from './offered-words.ts'

/** Nothing where nothing is proposed. */
export function proposedWords(incident: number, proposals: readonly Proposal[]): Piece[] {
  if (proposals.length === 0) return []
  return [
    lines(['A model proposes, from the record alone. Nobody has confirmed it:']),
    ...proposals.flatMap(({ id, part, words, sources }) => [
      lines([
        part === 'cause' ? 'Possible cause: ' : '',
        ...quotation(words),
        ' (from ',
        ...sources.flatMap(({ at }, nth): Line => [nth > 0 ? ', ' : '', when(at)]),
        ')',
      ]),
      buttons(button('Take it over', 'postmortem.take-over', `${incident}/${id}`)),
    ]),
  ]
}

/** Asks the lead of a private incident. */
export function letModelReadIt(incident: number): Piece[] {
  return [
    lines([
      'A model may propose sentences for this. It reads nothing of a private incident unless you let it.',
    ]),
    buttons(button('Let the model read it', 'postmortem.let-model', String(incident))),
  ]
}
