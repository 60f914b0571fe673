/** An answer shown as a modal, where there is no conversation to answer in. */
import type { ModalView } from '@slack/types'
import type { Message } from '#words/message.ts'
import { modal } from './modal.ts'

export function noticeView({ blocks }: Message): ModalView {
  return { ...modal({ callback: 'notice', title: 'Muster', submit: null, meta: {}, pieces: [] }), blocks }
}
