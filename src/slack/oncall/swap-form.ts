/** "Swap a turn": offers one shift of the person for another's, who must accept. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal } from '../asking/modal.ts'
import { shiftValue } from '#oncall/turns/shift-value.ts'
import { readShift, type ShiftChoice, shiftField } from './shift-field-form.ts'

/** Takes at least one shift of each side; `given` is among `mine`, and its rota among those of `theirs`. */
export function swapView(
  { mine, theirs }: { mine: readonly ShiftChoice[]; theirs: readonly ShiftChoice[] },
  timeZone: string,
  given: ShiftChoice,
): ModalView {
  const first = theirs.find(({ rota }) => rota.id === given.rota.id)
  const taken = first ? shiftValue(first) : null
  return modal({
    callback: 'oncall.swap',
    title: 'Swap a turn',
    submit: 'Offer',
    meta: {},
    pieces: [
      lines(['They are asked in a direct message. Nothing changes until they accept.']),
      shiftField({ name: 'mine', label: 'You give', initial: shiftValue(given) }, mine, timeZone),
      shiftField({ name: 'theirs', label: 'You take', initial: taken }, theirs, timeZone),
    ],
  })
}

export function readSwap(state: unknown): { rota: string; mine: Date; theirs: Date } {
  const answers = new FormValues(state)
  const [mine, theirs] = [readShift(answers, 'mine'), readShift(answers, 'theirs')]
  if (mine.rota !== theirs.rota) throw new Refusal('Both have to be turns of the same rota.', 'theirs')
  return { rota: mine.rota, mine: mine.start, theirs: theirs.start }
}
