import { avatar } from './avatar.js'
import { freshId, h } from './dom.js'
import { icon } from './icons.js'
import { plainWords, textObject } from './mrkdwn.js'
import { picker } from './picker.js'

const SELECT = /^(multi_)?(static|users|conversations|channels)_select$/

export function isChoice(element) {
  return SELECT.test(element.type) || element.type === 'checkboxes' || element.type === 'radio_buttons'
}

/**
 * A select, checkboxes or radio buttons. `naming` is `{ label }` or `{ label, labelledby, describedby }`;
 * `changed` is given Slack's state of the element after each choice (a list of several: once it closes).
 */
export function choiceElement(element, block, surface, naming, changed, compact) {
  if (!SELECT.test(element.type)) return boxes(element, block, surface, naming, changed)
  const kind = KINDS[element.type.replace('multi_', '')]
  const multiple = element.type.startsWith('multi_')
  const state = surface.form.value(block, element, kind.initial(element, multiple, surface))
  const toState = (values) => surface.form.set(block, element, kind.state(values, element, multiple))
  const node = picker({
    ...naming,
    placeholder: plainWords(element.placeholder) || 'Choose…',
    options: kind.options(element, surface.scope),
    chosen: kind.chosen(state, multiple),
    multiple,
    most: element.max_selected_items,
    compact,
    onChange: (values) => {
      const chosen = toState(values)
      if (!multiple) changed(chosen)
    },
    onClose: (values) => changed(toState(values)),
  })
  node.dataset.focus = `${block.block_id} ${element.action_id}`
  return node
}

/** Kinds whose state holds plain ids: people, channels, conversations. */
function idKind(noun, options, fallback) {
  return {
    options: (_element, scope) => options(scope),
    initial: (element, multiple, surface) =>
      multiple
        ? { [`selected_${noun}s`]: element[`initial_${noun}s`] ?? [] }
        : { [`selected_${noun}`]: element[`initial_${noun}`] ?? fallback?.(element, surface) ?? null },
    chosen: (state, multiple) =>
      multiple ? (state[`selected_${noun}s`] ?? []) : [state[`selected_${noun}`]].filter(Boolean),
    state: (values, _element, multiple) =>
      multiple ? { [`selected_${noun}s`]: values } : { [`selected_${noun}`]: values[0] ?? null },
  }
}

const KINDS = {
  static_select: {
    options: (element) =>
      staticGroups(element).flatMap(({ label, options }) => options.map((option) => toOption(option, label))),
    initial: (element, multiple) =>
      multiple
        ? { selected_options: element.initial_options ?? [] }
        : { selected_option: element.initial_option ?? null },
    chosen: (state, multiple) => {
      const options = multiple ? state.selected_options : [state.selected_option]
      return (options ?? []).filter(Boolean).map((option) => option.value)
    },
    state: (values, element, multiple) => {
      const all = staticGroups(element).flatMap((group) => group.options)
      const options = values.map((value) => all.find((option) => option.value === value)).filter(Boolean)
      return multiple ? { selected_options: options } : { selected_option: options[0] ?? null }
    },
  },
  users_select: idKind('user', (scope) =>
    scope.people.filter((person) => !person.deactivated).map(personOption),
  ),
  channels_select: idKind('channel', (scope) =>
    scope.channels
      .filter((channel) => !channel.isIm && !channel.isMpim && !channel.isPrivate && !channel.isArchived)
      .map(channelOption),
  ),
  conversations_select: idKind(
    'conversation',
    (scope) => scope.channels.filter((channel) => !channel.isArchived).map(channelOption),
    (element, surface) => (element.default_to_current_conversation ? surface.channel : undefined),
  ),
}

function staticGroups(element) {
  if (!element.option_groups) return [{ options: element.options ?? [] }]
  return element.option_groups.map((group) => ({ label: plainWords(group.label), options: group.options }))
}

function toOption(option, group) {
  return {
    value: option.value,
    label: plainWords(option.text),
    description: option.description && plainWords(option.description),
    group,
  }
}

function personOption(person) {
  return {
    value: person.id,
    label: person.realName,
    description: person.title || undefined,
    icon: avatar(person, 'tiny'),
  }
}

function channelOption(channel) {
  return {
    value: channel.id,
    label: channel.name,
    icon: channel.isIm ? undefined : icon(channel.isPrivate ? 'lock' : 'hash'),
  }
}

function boxes(element, block, surface, naming, changed) {
  const several = element.type === 'checkboxes'
  const initial = several
    ? { selected_options: element.initial_options ?? [] }
    : { selected_option: element.initial_option ?? null }
  const state = surface.form.value(block, element, initial)
  const values = (several ? state.selected_options : [state.selected_option])
    .filter(Boolean)
    .map((option) => option.value)
  const name = freshId('choice')
  const group = h(
    'div',
    {
      class: 'boxes',
      role: several ? 'group' : 'radiogroup',
      'aria-label': naming.labelledby ? undefined : naming.label,
      'aria-labelledby': naming.labelledby,
      'aria-describedby': naming.describedby,
      onchange: () => {
        const ticked = [...group.querySelectorAll('input:checked')].map(
          (input) => element.options[Number(input.value)],
        )
        changed(
          surface.form.set(
            block,
            element,
            several ? { selected_options: ticked } : { selected_option: ticked[0] ?? null },
          ),
        )
      },
    },
    element.options.map((option, index) => box(option, index)),
  )
  return group

  function box(option, index) {
    const hintId = option.description ? freshId('hint') : undefined
    const input = h('input', {
      type: several ? 'checkbox' : 'radio',
      name,
      value: index,
      checked: values.includes(option.value),
      'aria-describedby': hintId,
      dataset: { focus: `${block.block_id} ${element.action_id} ${index}` },
    })
    return h(
      'div',
      { class: 'box' },
      h('label', {}, input, h('span', {}, textObject(option.text, surface.scope))),
      hintId
        ? h('p', { id: hintId, class: 'hint' }, textObject(option.description, surface.scope))
        : undefined,
    )
  }
}
