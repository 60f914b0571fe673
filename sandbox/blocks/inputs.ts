import type { Block, StateValue, StateValues } from '../surface.ts'
import { isObject } from './rules.ts'

export interface Element {
  type: string
  action_id: string
  [field: string]: unknown
}

/** Every interactive element with its block: those in `actions`, section accessories and inputs. */
export function elementsOf(blocks: Block[]): { block: Block; element: Element }[] {
  return blocks.flatMap((block) => {
    const candidates = [block['element'], block['accessory']]
    if (block.type === 'actions' && Array.isArray(block['elements']))
      candidates.push(...(block['elements'] as unknown[]))
    return candidates.filter(isElement).map((element) => ({ block, element }))
  })
}

/** Blocks as Slack keeps them: each with a block id, each interactive element with an action id. */
export function named(blocks: Block[], fresh: () => string): Block[] {
  const copy = structuredClone(blocks)
  for (const block of copy) {
    block.block_id ??= fresh()
    for (const { element } of elementsOf([block])) element.action_id ??= fresh()
  }
  return copy
}

/** The values of the inputs before anyone touches them, keeping `earlier` where block, action and type are the same. */
export function initialValues(blocks: Block[], earlier: StateValues = {}): StateValues {
  const values: StateValues = {}
  for (const { block, element } of elementsOf(blocks)) {
    if (['button', 'image', 'overflow', 'workflow_button'].includes(element.type)) continue
    const blockId = block.block_id ?? ''
    const old = earlier[blockId]?.[element.action_id]
    const value = old?.type === element.type ? old : initialValue(element)
    values[blockId] = { ...values[blockId], [element.action_id]: value }
  }
  return values
}

/** Errors by block id that the page itself shows, before the bot hears of the submission. */
export function incomplete(blocks: Block[], values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { block, element } of elementsOf(blocks)) {
    if (block.type !== 'input') continue
    const id = block.block_id ?? ''
    const value = values[id]?.[element.action_id]
    const problem = isEmpty(value)
      ? block['optional'] === true
        ? undefined
        : 'Please complete this required field.'
      : wrongText(element, value?.value)
    if (problem) errors[id] = problem
  }
  return errors
}

function isElement(value: unknown): value is Element {
  return isObject(value) && typeof value['type'] === 'string'
}

function initialValue(e: Element): StateValue {
  const { type } = e
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: (e['initial_option'] as never) ?? null }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: (e['initial_options'] as never) ?? [] }
    case 'users_select':
      return { type, selected_user: (e['initial_user'] as never) ?? null }
    case 'multi_users_select':
      return { type, selected_users: (e['initial_users'] as never) ?? [] }
    case 'conversations_select':
      return { type, selected_conversation: (e['initial_conversation'] as never) ?? null }
    case 'multi_conversations_select':
      return { type, selected_conversations: (e['initial_conversations'] as never) ?? [] }
    case 'channels_select':
      return { type, selected_channel: (e['initial_channel'] as never) ?? null }
    case 'multi_channels_select':
      return { type, selected_channels: (e['initial_channels'] as never) ?? [] }
    case 'datepicker':
      return { type, selected_date: (e['initial_date'] as never) ?? null }
    case 'timepicker':
      return { type, selected_time: (e['initial_time'] as never) ?? null }
    case 'datetimepicker':
      return {
        type,
        selected_date_time: e['initial_date_time'] === undefined ? null : Number(e['initial_date_time']),
      }
    case 'rich_text_input':
      return { type, rich_text_value: e['initial_value'] ?? null }
    case 'file_input':
      return { type, files: [] }
    default:
      return { type, value: (e['initial_value'] as never) ?? null }
  }
}

function isEmpty(value: StateValue | undefined): boolean {
  if (!value) return true
  const { type: _, ...rest } = value
  return Object.values(rest).every(
    (v) => v === null || v === undefined || v === '' || (Array.isArray(v) && v.length === 0),
  )
}

function wrongText(element: Element, value: string | null | undefined): string | undefined {
  if (typeof value !== 'string') return undefined
  const most = Number(element['max_length'] ?? 3000)
  const least = Number(element['min_length'] ?? 0)
  if (value.length > most) return `Must be ${most} characters or fewer.`
  if (value.length < least) return `Must be at least ${least} characters.`
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value))
    return 'Enter a valid e-mail address.'
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Enter a valid link.'
  if (element.type === 'number_input') return wrongNumber(element, value)
  return undefined
}

function wrongNumber(element: Element, value: string): string | undefined {
  const n = Number(value)
  if (Number.isNaN(n)) return 'Enter a number.'
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(n)) return 'Enter a whole number.'
  const least = Number(element['min_value'] ?? -Infinity)
  const most = Number(element['max_value'] ?? Infinity)
  if (n < least) return `Must be ${least} or more.`
  if (n > most) return `Must be ${most} or less.`
  return undefined
}
