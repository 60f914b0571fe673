/** Fills in a modal by the labels people read, as the page would send it. */
import type { Block, ModalSeen, Option, StateValue, StateValues } from '../../sandbox/surface.ts'
import { nearest } from '#policy/nearest.ts'
import { plain } from './words.ts'

/** The value a story writes beside a label. */
export type Filling = string | number | boolean | null | readonly string[]

export interface FormParts {
  modal: ModalSeen
  /** The id of somebody named in the story. */
  person(words: string): string
  /** The id of a channel named in the story. */
  channel(words: string): string
  /** The options the bot offers while a person types. */
  suggestions(actionId: string, blockId: string, query: string): Promise<Option[]>
  zone: string
}

interface Field {
  label: string
  blockId: string
  element: Record<string, unknown> & { type: string; action_id: string }
}

export async function filled(fillings: Record<string, Filling>, parts: FormParts): Promise<StateValues> {
  const fields = fieldsOf(parts.modal)
  const values: StateValues = {}
  for (const [label, filling] of Object.entries(fillings)) {
    const field = fieldCalled(label, fields, parts.modal.title)
    const value = await valueOf(field, filling, parts)
    values[field.blockId] = { ...values[field.blockId], [field.element.action_id]: value }
  }
  return values
}

/** The labels of every field, to help somebody who looked for one that is not there. */
export function fieldsOf(modal: ModalSeen): Field[] {
  return modal.view.blocks.flatMap((block) => {
    const accessories = Array.isArray(block['elements']) ? block['elements'] : [block['accessory']]
    const elements = block.type === 'input' ? [block['element']] : accessories
    return elements
      .filter((one): one is Field['element'] => isElement(one) && one.type !== 'button')
      .map((element) => ({ label: labelOf(block, element), blockId: block.block_id ?? '', element }))
  })
}

function isElement(value: unknown): value is Field['element'] {
  return typeof value === 'object' && value !== null && 'action_id' in value
}

function labelOf(block: Block, element: Field['element']): string {
  const words = [block['label'], block['text'], element['placeholder']] as ({ text?: string } | undefined)[]
  return words.find((one) => one?.text)?.text ?? ''
}

function fieldCalled(label: string, fields: Field[], title: string): Field {
  const wanted = plain(label).replace(/[?:]$/, '')
  const found = fields.find((field) => plain(field.label).replace(/[?:]$/, '') === wanted)
  if (found) return found
  const labels = fields.map((field) => field.label)
  const meant = nearest(label, labels)
  const advice = meant ? `Is it "${meant}"?` : `It has ${list(labels)}.`
  throw new Error(`"${title}" has no field "${label}". ${advice}`)
}

async function valueOf(field: Field, filling: Filling, parts: FormParts): Promise<StateValue> {
  const { type } = field.element
  const words = filling === null ? '' : String(filling)
  const all = Array.isArray(filling) ? (filling as readonly string[]) : [words]
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'external_select':
      return { type, selected_option: words === '' ? null : await option(field, words, parts) }
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: await Promise.all(all.map((one) => option(field, one, parts))) }
    case 'checkboxes':
      return { type, selected_options: await ticked(field, filling, all, parts) }
    case 'users_select':
      return { type, selected_user: words === '' ? null : parts.person(words) }
    case 'multi_users_select':
      return { type, selected_users: all.map(parts.person) }
    case 'channels_select':
      return { type, selected_channel: parts.channel(words) }
    case 'conversations_select':
      return { type, selected_conversation: parts.channel(words) }
    case 'multi_conversations_select':
      return { type, selected_conversations: all.map(parts.channel) }
    case 'datepicker':
      return { type, selected_date: words || null }
    case 'timepicker':
      return { type, selected_time: words || null }
    case 'datetimepicker':
      return { type, selected_date_time: epochSeconds(words, parts.zone) }
    case 'rich_text_input':
      return { type, rich_text_value: richText(words) }
    default:
      return { type, value: words === '' ? null : words }
  }
}

async function ticked(
  field: Field,
  filling: Filling,
  words: readonly string[],
  parts: FormParts,
): Promise<Option[]> {
  if (filling === false || filling === null) return []
  if (filling === true) return optionsOf(field)
  return Promise.all(words.map((one) => option(field, one, parts)))
}

async function option(field: Field, words: string, parts: FormParts): Promise<Option> {
  const options = field.element.type.includes('external')
    ? await parts.suggestions(field.element.action_id, field.blockId, words)
    : optionsOf(field)
  const wanted = plain(words)
  const fits = [
    (text: string) => text === wanted,
    (text: string) => text.startsWith(wanted),
    (text: string) => text.includes(wanted),
  ]
  for (const fit of fits) {
    const found = options.find((one) => fit(plain(one.text.text)))
    if (found) return found
  }
  throw new Error(
    `"${field.label}" offers no "${words}". It offers ${list(options.map((one) => one.text.text))}.`,
  )
}

function optionsOf({ element }: Field): Option[] {
  const groups = (element['option_groups'] ?? []) as { options: Option[] }[]
  return [...((element['options'] ?? []) as Option[]), ...groups.flatMap((group) => group.options)]
}

function epochSeconds(words: string, timeZone: string): number {
  return (
    Temporal.PlainDateTime.from(words.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds / 1000
  )
}

function richText(text: string): unknown {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] }
}

export function list(words: readonly string[]): string {
  if (words.length === 0) return 'nothing'
  return [...new Set(words)].map((one) => `"${one}"`).join(', ')
}
