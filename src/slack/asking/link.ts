/** The optional web address in a form, such as a pull request or a deploy. */
import { Refusal } from '#errors.ts'
import { type Piece, webAddress } from '#words/blocks.ts'
import type { FormValues } from './form-values.ts'
import { textField } from './modal.ts'

export function linkField(): Piece {
  return textField({ name: 'link', label: 'Link', optional: true, max: 1000, placeholder: 'https://…' })
}

export function readLink(answers: FormValues): string | null {
  const link = answers.text('link')
  if (link === '') return null
  if (webAddress(link) === null)
    throw new Refusal('That is not a web address: it begins with https:// or http://.', 'link')
  return link
}
