/** The optional reason that several forms ask for. */
import { limits } from '#incidents/decide.ts'
import type { Piece } from '#words/blocks.ts'
import { FormValues } from './form-values.ts'
import { textField } from './modal.ts'

export function reasonField(label: string, initial = ''): Piece {
  return textField({ name: 'reason', label, optional: true, multiline: true, max: limits.text, initial })
}

/** Reads the answer to "Reopen" and to "Cancel". */
export function readReason(state: unknown): { reason: string } {
  return { reason: new FormValues(state).text('reason') }
}
