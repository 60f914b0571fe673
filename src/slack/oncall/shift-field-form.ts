/** Offers shifts to choose from, each known by its rota and its start. */
import { Refusal } from '#errors.ts'
import type { Range } from '#time.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { parseShift, shiftValue } from '#oncall/turns/shift-value.ts'
import type { Piece } from '#words/blocks.ts'
import { rangeWords } from '#words/calendar-words.ts'
import { inline } from '#words/user-text.ts'
import type { FormValues } from '../asking/form-values.ts'
import { choiceField } from '../asking/modal.ts'

export interface ShiftChoice extends Range {
  readonly rota: Pick<Rota, 'id' | 'name'>
  /** The holder's name, where that is somebody else. */
  readonly holder?: string
}

/** Shows times in `timeZone`, the reader's. `initial` is a value of `shiftValue`. */
export function shiftField(
  field: { name: string; label: string; initial?: string | null },
  shifts: readonly ShiftChoice[],
  timeZone: string,
): Piece {
  const choices = shifts.map((shift) => ({
    value: shiftValue(shift),
    words: [
      ...(shift.holder === undefined ? [] : [inline(shift.holder, 20)]),
      rangeWords(shift, timeZone),
      shift.rota.name,
    ].join(' · '),
  }))
  return choiceField({ ...field, choices })
}

export function readShift(answers: FormValues, name: string): { rota: string; start: Date } {
  const shift = parseShift(answers.choice(name) ?? '')
  if (shift === null) throw new Refusal('Choose a turn.', name)
  return shift
}
