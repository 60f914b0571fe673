/** Builds modals from pieces and fields. Metadata says what a modal is about; each block carries its field's name. */
import type {
  InputBlock,
  InputBlockElement,
  ModalView,
  PlainTextElement,
  PlainTextOption,
} from '@slack/types'
import { z } from 'zod'
import { counted } from '#incidents/counted.ts'
import type { Piece } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { clean, cut } from '#words/user-text.ts'

export interface ModalWish {
  /** Tells the edge which form came back. */
  callback: string
  title: string
  /** Words on the button that sends it; null for a modal with nothing to send. */
  submit: string | null
  /** Words that replace "Cancel" where that would be misread. */
  close?: string
  meta: Meta
  pieces: (Piece | null | false)[]
}

const metaShape = z.object({
  incident: counted.optional(),
  /** A fix attempt's number. */
  fix: counted.optional(),
  /** A section, a line of the timeline, or the number of an action item. */
  of: z.string().optional(),
  /** The conversation a declaration came from. */
  channel: z.string().optional(),
  ts: z.string().optional(),
  /** A rota's id. */
  rota: z.string().optional(),
})

/** The subject of a modal, kept in its `private_metadata`. */
export type Meta = z.infer<typeof metaShape>

export function modal({ callback, title, submit, close, meta, pieces }: ModalWish): ModalView {
  const shown = pieces.filter((piece) => piece !== null && piece !== false).slice(0, 100)
  return {
    type: 'modal',
    callback_id: callback,
    title: words(title, 24),
    close: words(close ?? (submit === null ? 'Close' : 'Cancel'), 24),
    ...(submit !== null && { submit: words(submit, 24) }),
    private_metadata: JSON.stringify(meta),
    blocks: shown.map((piece) => piece.block),
  }
}

/** An answer shown as a modal, where there is no conversation to answer in. */
export function noticeView({ blocks }: Message): ModalView {
  return { ...modal({ callback: 'notice', title: 'Muster', submit: null, meta: {}, pieces: [] }), blocks }
}

/** Reads the subject of a modal. Throws for metadata that is not ours. */
export function readMeta(privateMetadata: string): Meta {
  return metaShape.parse(JSON.parse(privateMetadata))
}

interface Field {
  /** The id of its block; errors and answers carry it. */
  name: string
  label: string
  hint?: string | undefined
  optional?: boolean
  /** Sends each choice at once under this action, as a click does. */
  tells?: string
}

export function textField(
  field: Field & { initial?: string; max?: number; multiline?: boolean; placeholder?: string },
): Piece {
  const max = field.max ?? 2000
  const initial = cut(clean(field.initial ?? ''), max)
  return input(field, {
    type: 'plain_text_input',
    action_id: action,
    multiline: field.multiline ?? false,
    max_length: max,
    ...(initial !== '' && { initial_value: initial }),
    ...(field.placeholder && { placeholder: words(field.placeholder, 150) }),
  })
}

export interface Choice {
  value: string
  words: string
}

/** A drop-down of at least one choice. Slack takes 100 in one piece, and as many again in each of 100 groups. */
export function choiceField(
  field: Field & { choices: readonly Choice[]; initial?: string | null; placeholder?: string },
): Piece {
  const options = field.choices.slice(0, 10_000).map(option)
  const initial = options.find(({ value }) => value === field.initial)
  return input(field, {
    type: 'static_select',
    action_id: field.tells ?? action,
    ...(options.length > 100 ? { option_groups: grouped(options) } : { options }),
    ...(initial && { initial_option: initial }),
    ...(field.placeholder && { placeholder: words(field.placeholder, 150) }),
  })
}

function grouped(options: PlainTextOption[]): { label: PlainTextElement; options: PlainTextOption[] }[] {
  return Array.from({ length: Math.ceil(options.length / 100) }, (_, group) => ({
    label: words(`${group * 100 + 1} and on`, 75),
    options: options.slice(group * 100, group * 100 + 100),
  }))
}

/** As `choiceField`, for any number of them; `initial` is in any order. */
export function choicesField(
  field: Field & { choices: readonly Choice[]; initial?: readonly string[] },
): Piece {
  const options = field.choices.slice(0, 10_000).map(option)
  const initial = options.filter(({ value }) => value !== undefined && field.initial?.includes(value))
  return input(field, {
    type: 'multi_static_select',
    action_id: field.tells ?? action,
    ...(options.length > 100 ? { option_groups: grouped(options) } : { options }),
    ...(initial.length > 0 && { initial_options: initial }),
  })
}

/** Shows all choices at once, 10 of them at most. */
export function radioField(field: Field & { choices: readonly Choice[]; initial?: string | null }): Piece {
  const options = field.choices.slice(0, 10).map(option)
  const initial = options.find(({ value }) => value === field.initial)
  return input(field, {
    type: 'radio_buttons',
    action_id: field.tells ?? action,
    options,
    ...(initial && { initial_option: initial }),
  })
}

/** One box to tick, with words beside it. */
export function tickField(field: Field & { words: string; initial?: boolean }): Piece {
  const options = [option({ value: 'yes', words: field.words })]
  return input(field, {
    type: 'checkboxes',
    action_id: action,
    options,
    ...(field.initial && { initial_options: options }),
  })
}

export function personField(field: Field & { initial?: string | null | undefined }): Piece {
  return input(field, {
    type: 'users_select',
    action_id: action,
    ...(field.initial && { initial_user: field.initial }),
  })
}

/** A day; `initial` as an ISO date. */
export function dateField(field: Field & { initial?: string | null }): Piece {
  return input(field, {
    type: 'datepicker',
    action_id: action,
    ...(field.initial && { initial_date: field.initial }),
  })
}

/** A day and a time, in the time zone of the person who fills it in. */
export function instantField(field: Field & { initial?: Date | null }): Piece {
  return input(field, {
    type: 'datetimepicker',
    action_id: action,
    ...(field.initial && { initial_date_time: Math.floor(field.initial.getTime() / 1000) }),
  })
}

const action = 'answer'

function input({ name, label, hint, optional = false, tells }: Field, element: InputBlockElement): Piece {
  const block: InputBlock = {
    type: 'input',
    block_id: name,
    label: words(label, 2000),
    ...(hint && { hint: words(hint, 2000) }),
    ...(tells !== undefined && { dispatch_action: true }),
    optional,
    element,
  }
  return { block, fallback: '' }
}

function option({ value, words: shown }: Choice): PlainTextOption {
  return { value, text: words(shown, 75) }
}

function words(shown: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: cut(clean(shown), max) || '…', emoji: false }
}
