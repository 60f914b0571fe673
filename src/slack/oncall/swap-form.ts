/** "Swap a shift": one of mine for one of somebody else's, if they accept. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import { lines } from '#words/blocks.ts'
import { Answers } from '../asking/form-answers.ts'
import { modal } from '../asking/modal.ts'
import { readShift, type ShiftChoice, shiftField } from './shift-field-form.ts'

/** Both hold at least one shift. */
export function swapView(
  { mine, theirs }: { mine: readonly ShiftChoice[]; theirs: readonly ShiftChoice[] },
  timeZone: string,
  initial: string | null,
): ModalView {
  return modal({
    callback: 'oncall.swap',
    title: 'Swap a shift',
    submit: 'Offer',
    meta: {},
    pieces: [
      lines(['They are asked in a direct message. Nothing changes until they accept.']),
      shiftField({ name: 'mine', label: 'You give', initial }, mine, timeZone),
      shiftField({ name: 'theirs', label: 'You take' }, theirs, timeZone),
    ],
  })
}

export function readSwap(state: unknown): { rota: string; mine: Date; theirs: Date } {
  const answers = new Answers(state)
  const [mine, theirs] = [readShift(answers, 'mine'), readShift(answers, 'theirs')]
  if (mine.rota !== theirs.rota) throw new Refusal('Both have to be shifts of the same rota.', 'theirs')
  return { rota: mine.rota, mine: mine.start, theirs: theirs.start }
}
