import { h } from './dom.js'
import { plainWords } from './mrkdwn.js'
import { secondsToWallTime, wallTimeToSeconds } from './slack-date.js'
/** @import { StateValue } from '../surface.ts' */
/** @import { BlockSurface, Interactive, NamedBlock, Naming } from './block-surface.ts' */
/** @import { Props } from './dom.js' */
/** @import { Datepicker, DateTimepicker, EmailInput, NumberInput, PlainTextInput, RichTextInput, Timepicker, URLInput } from '@slack/types' */

/** @typedef {{ block: NamedBlock, surface: BlockSurface, naming: Naming, changed(chosen: StateValue): unknown }} Place */
/** @typedef {PlainTextInput | EmailInput | URLInput | NumberInput} TextInput */
/** @template Element @typedef {Element & { action_id: string }} Named */

/**
 * A text, number, date or time input. `changed` is given Slack's state of the element: of a date at once, of a text as its
 * `dispatch_action_config` says.
 * @type {(element: Interactive, block: NamedBlock, surface: BlockSurface, naming: Naming,
 *   changed: (chosen: StateValue) => unknown) => HTMLElement}
 */
export function inputElement(element, block, surface, naming, changed) {
  const place = { block, surface, naming, changed }
  switch (element.type) {
    case 'plain_text_input':
      return textInput(element, place, element.multiline ? 'textarea' : 'text')
    case 'rich_text_input':
      return richInput(element, place)
    case 'email_text_input':
      return textInput(element, place, 'email')
    case 'url_text_input':
      return textInput(element, place, 'url')
    case 'number_input':
      return textInput(element, place, 'number')
    case 'datepicker':
      return dateInput(element, place, element.initial_date)
    case 'timepicker':
      return timeInput(element, place, element.initial_time)
    case 'datetimepicker':
      return momentInput(element, place)
    default:
      return h('p', { class: 'block-unknown' }, `A “${element.type}” stands here; this page cannot show it.`)
  }
}

/** @type {(element: Named<TextInput>, place: Place, type: 'textarea' | 'text' | 'email' | 'url' | 'number') => HTMLElement} */
function textInput(element, place, type) {
  const { block, surface, changed } = place
  const { form } = surface
  const value = form.value(block, element, { value: element.initial_value ?? null }).value ?? ''
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']
  const read = () => form.set(block, element, { value: field.value === '' ? null : field.value })
  const longest = element.type === 'plain_text_input' ? (element.max_length ?? 3000) : 3000
  const isDispatched = block.type !== 'input' || block.dispatch_action
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting
  /** @type {Props} */
  const props = {
    ...fieldProps(element, place),
    placeholder: plainWords(element.placeholder) || undefined,
    maxlength: type === 'number' ? undefined : longest,
    autocomplete: 'off',
    oninput: () => {
      const state = read()
      clearTimeout(waiting)
      if (triggers.includes('on_character_entered')) waiting = setTimeout(() => changed(state), 400)
    },
    onkeydown: (event) => {
      if (event.key !== 'Enter' || event.isComposing || type === 'textarea' || event.metaKey || event.ctrlKey)
        return
      if (!isDispatched) return
      event.preventDefault()
      if (triggers.includes('on_enter_pressed')) changed(read())
    },
  }
  // Numbers stay a text field: the bot, not the browser, is to refuse what is not a number.
  const field =
    type === 'textarea'
      ? h('textarea', { ...props, rows: 4 }, value)
      : h('input', {
          ...props,
          type: type === 'number' ? 'text' : type,
          inputmode: type === 'number' ? 'decimal' : undefined,
          value,
        })
  return field
}

/** @type {(element: Named<RichTextInput>, place: Place) => HTMLElement} */
function richInput(element, place) {
  const { block, surface } = place
  const { form } = surface
  const first = { rich_text_value: element.initial_value ?? null }
  const before = form.value(block, element, first).rich_text_value
  /** @type {HTMLTextAreaElement} */
  const field = h('textarea', {
    ...fieldProps(element, place),
    rows: 5,
    placeholder: plainWords(element.placeholder) || undefined,
    oninput: () =>
      form.set(block, element, { rich_text_value: field.value === '' ? null : asRichText(field.value) }),
  })
  field.value = wordsOf(/** @type {RichNode | null} */ (before))
  return field
}

/** @type {(element: Named<Datepicker>, place: Place, initial: string | undefined) => HTMLElement} */
function dateInput(element, place, initial) {
  const { block, surface, changed } = place
  /** @type {HTMLInputElement} */
  const field = h('input', {
    ...fieldProps(element, place),
    type: 'date',
    value: surface.form.value(block, element, { selected_date: initial ?? null }).selected_date ?? '',
    onchange: () => changed(surface.form.set(block, element, { selected_date: field.value || null })),
  })
  return field
}

/** @type {(element: Named<Timepicker>, place: Place, initial: string | undefined) => HTMLElement} */
function timeInput(element, place, initial) {
  const { block, surface, changed } = place
  /** @type {HTMLInputElement} */
  const field = h('input', {
    ...fieldProps(element, place),
    type: 'time',
    value: surface.form.value(block, element, { selected_time: initial ?? null }).selected_time ?? '',
    onchange: () => changed(surface.form.set(block, element, { selected_time: field.value || null })),
  })
  return field
}

/** @type {(element: Named<DateTimepicker>, place: Place) => HTMLElement} */
function momentInput(element, place) {
  const { block, surface, changed } = place
  const zone = surface.scope.me.tz
  const first = { selected_date_time: element.initial_date_time ?? null }
  const seconds = surface.form.value(block, element, first).selected_date_time
  /** @type {HTMLInputElement} */
  const field = h('input', {
    ...fieldProps(element, place),
    type: 'datetime-local',
    title: zone,
    value: seconds ? secondsToWallTime(seconds, zone) : '',
    onchange: () => {
      const chosen = field.value ? wallTimeToSeconds(field.value, zone) : null
      changed(surface.form.set(block, element, { selected_date_time: chosen }))
    },
  })
  return field
}

/** @type {(element: { action_id: string, focus_on_load?: boolean }, place: Place) => Props} */
function fieldProps(element, { block, naming }) {
  return {
    class: 'field',
    id: naming.id,
    'aria-label': naming.labelledby ? undefined : naming.label,
    'aria-describedby': naming.describedby,
    'aria-required': naming.required ? 'true' : undefined,
    'aria-invalid': naming.invalid ? 'true' : undefined,
    'data-autofocus': element.focus_on_load,
    dataset: { focus: `${block.block_id} ${element.action_id}` },
  }
}

/** @type {(text: string) => RichNode} */
function asRichText(text) {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] }
}

/**
 * A rich text or any part of it, of which only the words count here.
 * @typedef {{ type: string, text?: string, elements?: RichNode[] }} RichNode
 */

/** @type {(value: RichNode | null | undefined) => string} */
function wordsOf(value) {
  if (!value) return ''
  if (typeof value.text === 'string') return value.text
  return (value.elements ?? []).map(wordsOf).join(value.type === 'rich_text' ? '\n' : '')
}
