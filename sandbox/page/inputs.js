import { h } from './dom.js'
import { plainWords } from './mrkdwn.js'
import { secondsToWallTime, wallTimeToSeconds } from './slack-date.js'

/**
 * A text, number, date or time input. `naming` gives its label; `changed` is given Slack's state of the element when
 * the element is one that tells the bot: dates at once, text as its `dispatch_action_config` says.
 */
export function inputElement(element, block, surface, naming, changed) {
  switch (element.type) {
    case 'plain_text_input':
      return textInput(element, block, surface, naming, changed, element.multiline ? 'textarea' : 'text')
    case 'rich_text_input':
      return richInput(element, block, surface, naming)
    case 'email_text_input':
      return textInput(element, block, surface, naming, changed, 'email')
    case 'url_text_input':
      return textInput(element, block, surface, naming, changed, 'url')
    case 'number_input':
      return textInput(element, block, surface, naming, changed, 'number')
    case 'datepicker':
      return dateInput(
        element,
        block,
        surface,
        naming,
        changed,
        'date',
        'selected_date',
        element.initial_date,
      )
    case 'timepicker':
      return dateInput(
        element,
        block,
        surface,
        naming,
        changed,
        'time',
        'selected_time',
        element.initial_time,
      )
    case 'datetimepicker':
      return momentInput(element, block, surface, naming, changed)
    default:
      return h('p', { class: 'block-unknown' }, `A “${element.type}” stands here; this page cannot show it.`)
  }
}

function textInput(element, block, surface, naming, changed, type) {
  const { form } = surface
  const value = form.value(block, element, { value: element.initial_value ?? null }).value ?? ''
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']
  const read = () => form.set(block, element, { value: field.value === '' ? null : field.value })
  let waiting
  const props = {
    ...fieldProps(element, block, naming),
    placeholder: plainWords(element.placeholder) || undefined,
    maxlength: type === 'number' ? undefined : (element.max_length ?? 3000),
    autocomplete: 'off',
    oninput: () => {
      const state = read()
      clearTimeout(waiting)
      if (triggers.includes('on_character_entered')) waiting = setTimeout(() => changed(state), 400)
    },
    onkeydown: (event) => {
      if (event.key !== 'Enter' || event.isComposing || type === 'textarea' || event.metaKey || event.ctrlKey)
        return
      if (!block.dispatch_action && block.type === 'input') return
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

function richInput(element, block, surface, naming) {
  const { form } = surface
  const before = form.value(block, element, {
    rich_text_value: element.initial_value ?? null,
  }).rich_text_value
  const field = h('textarea', {
    ...fieldProps(element, block, naming),
    rows: 5,
    placeholder: plainWords(element.placeholder) || undefined,
    oninput: () =>
      form.set(block, element, { rich_text_value: field.value === '' ? null : asRichText(field.value) }),
  })
  field.value = wordsOf(before)
  return field
}

function dateInput(element, block, surface, naming, changed, type, property, initial) {
  const value = surface.form.value(block, element, { [property]: initial ?? null })[property] ?? ''
  const field = h('input', {
    ...fieldProps(element, block, naming),
    type,
    value,
    onchange: () => changed(surface.form.set(block, element, { [property]: field.value || null })),
  })
  return field
}

function momentInput(element, block, surface, naming, changed) {
  const zone = surface.scope.me.tz
  const seconds = surface.form.value(block, element, {
    selected_date_time: element.initial_date_time ?? null,
  }).selected_date_time
  const field = h('input', {
    ...fieldProps(element, block, naming),
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

function fieldProps(element, block, naming) {
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

function asRichText(text) {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] }
}

function wordsOf(value) {
  if (!value) return ''
  if (typeof value.text === 'string') return value.text
  return (value.elements ?? []).map(wordsOf).join(value.type === 'rich_text' ? '\n' : '')
}
