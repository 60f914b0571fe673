import { avatar } from './avatar.js'
import { freshId, h } from './dom.js'
import { icon } from './icons.js'
import { plainWords, textObject } from './mrkdwn.js'
import { picker } from './picker.js'
/** @import { ChannelSeen, Option, Person, StateValue } from '../surface.ts' */
/** @import { BlockSurface, BoxesElement, NamedBlock, Naming, SelectElement } from './block-surface.ts' */
/** @import { PickerOption } from './option-list.js' */
/** @import { Scope } from './scope.js' */

const SELECT = /^(multi_)?(static|users|conversations|channels)_select$/

/** @typedef {Omit<StateValue, 'type'>} Filled */
/** @typedef {(chosen: StateValue) => unknown} Changed */
/** @typedef {(element: SelectElement, surface: BlockSurface) => string | undefined} Fallback */
/**
 * A kind of select. A state holds one value, or with `multiple` a list of them.
 * @typedef {{
 *   options(element: SelectElement, scope: Scope): PickerOption[],
 *   initial(element: SelectElement, multiple: boolean, surface: BlockSurface): Filled,
 *   chosen(state: StateValue, multiple: boolean): string[],
 *   state(values: string[], element: SelectElement, multiple: boolean): Filled,
 * }} Kind
 */

/** @type {(element: { type: string }) => element is SelectElement | BoxesElement} */
export function isChoice(element) {
  return isSelect(element) || element.type === 'checkboxes' || element.type === 'radio_buttons'
}

/** @type {(element: { type: string }) => element is SelectElement} */
function isSelect(element) {
  return SELECT.test(element.type)
}

/**
 * A select, checkboxes or radio buttons. `changed` is given Slack's state of the element: after each choice, or when a list of several closes.
 * @type {(element: SelectElement | BoxesElement, block: NamedBlock, surface: BlockSurface, naming: Naming, changed: Changed,
 *   compact: boolean) => HTMLElement}
 */
export function choiceElement(element, block, surface, naming, changed, compact) {
  if (!isSelect(element)) return boxes(element, block, surface, naming, changed)
  const kind = KINDS[/** @type {keyof typeof KINDS} */ (element.type.replace('multi_', ''))]
  const multiple = element.type.startsWith('multi_')
  const state = surface.form.value(block, element, kind.initial(element, multiple, surface))
  /** @type {(values: string[]) => StateValue} */
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
  node.dataset['focus'] = `${block.block_id} ${element.action_id}`
  return node
}

/**
 * Kinds with plain ids as their state: people, channels, conversations.
 * @type {(noun: 'user' | 'channel' | 'conversation', options: (scope: Scope) => PickerOption[], fallback?: Fallback) => Kind}
 */
function idKind(noun, options, fallback) {
  const one = /** @type {const} */ (`selected_${noun}`)
  const many = /** @type {const} */ (`selected_${noun}s`)
  const firstOne = /** @type {const} */ (`initial_${noun}`)
  const firstMany = /** @type {const} */ (`initial_${noun}s`)
  /** @type {(values: string[], multiple: boolean) => Filled} */
  const state = (values, multiple) => (multiple ? { [many]: values } : { [one]: values[0] ?? null })
  return {
    options: (_element, scope) => options(scope),
    initial(element, multiple, surface) {
      const first = element[firstOne] ?? fallback?.(element, surface)
      return state(multiple ? (element[firstMany] ?? []) : present([first]), multiple)
    },
    chosen: (chosen, multiple) => (multiple ? (chosen[many] ?? []) : present([chosen[one]])),
    state: (values, _element, multiple) => state(values, multiple),
  }
}

/** @type {<Value>(values: (Value | null | undefined)[]) => Value[]} */
function present(values) {
  return values.filter((each) => each !== null && each !== undefined)
}

/** @type {Kind} */
const STATIC = {
  options: (element) =>
    staticGroups(element).flatMap(({ label, options }) => options.map((option) => toOption(option, label))),
  initial: (element, multiple) =>
    multiple
      ? { selected_options: element.initial_options ?? [] }
      : { selected_option: element.initial_option ?? null },
  chosen: (state, multiple) => {
    const options = multiple ? state.selected_options : [state.selected_option]
    return present(options ?? []).map((option) => option.value)
  },
  state: (values, element, multiple) => {
    const all = staticGroups(element).flatMap((group) => group.options)
    const options = present(values.map((value) => all.find((option) => option.value === value)))
    return multiple ? { selected_options: options } : { selected_option: options[0] ?? null }
  },
}

const KINDS = {
  static_select: STATIC,
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

/** @type {(element: SelectElement) => { label?: string, options: Option[] }[]} */
function staticGroups(element) {
  if (!element.option_groups) return [{ options: element.options ?? [] }]
  return element.option_groups.map((group) => ({ label: plainWords(group.label), options: group.options }))
}

/** @type {(option: Option, group: string | undefined) => PickerOption} */
function toOption(option, group) {
  return {
    value: option.value,
    label: plainWords(option.text),
    description: option.description && plainWords(option.description),
    group,
  }
}

/** @type {(person: Person) => PickerOption} */
function personOption(person) {
  return {
    value: person.id,
    label: person.realName,
    description: person.title || undefined,
    icon: avatar(person, 'tiny'),
  }
}

/** @type {(channel: ChannelSeen) => PickerOption} */
function channelOption(channel) {
  return {
    value: channel.id,
    label: channel.name,
    icon: channel.isIm ? undefined : icon(channel.isPrivate ? 'lock' : 'hash'),
  }
}

/** @type {(element: BoxesElement, block: NamedBlock, surface: BlockSurface, naming: Naming, changed: Changed) => HTMLElement} */
function boxes(element, block, surface, naming, changed) {
  const several = element.type === 'checkboxes'
  const options = /** @type {Option[]} */ (element.options)
  /** @type {(options: Option[]) => Filled} */
  const toState = (ticked) =>
    several ? { selected_options: ticked } : { selected_option: ticked[0] ?? null }
  const first = several ? (element.initial_options ?? []) : present([element.initial_option])
  const state = surface.form.value(block, element, toState(/** @type {Option[]} */ (first)))
  const chosen = several ? (state.selected_options ?? []) : present([state.selected_option])
  const values = chosen.map((option) => option.value)
  const name = freshId('choice')
  const inputs = options.map((option, index) =>
    h('input', {
      type: several ? 'checkbox' : 'radio',
      name,
      value: index,
      checked: values.includes(option.value),
      dataset: { focus: `${block.block_id} ${element.action_id} ${index}` },
    }),
  )
  return h(
    'div',
    {
      class: 'boxes',
      role: several ? 'group' : 'radiogroup',
      'aria-label': naming.labelledby ? undefined : naming.label,
      'aria-labelledby': naming.labelledby,
      'aria-describedby': naming.describedby,
      onchange: () => {
        const ticked = options.filter((_option, index) => inputs[index]?.checked)
        changed(surface.form.set(block, element, toState(ticked)))
      },
    },
    options.map((option, index) => box(option, inputs[index], surface.scope)),
  )
}

/** @type {(option: Option, input: HTMLElement | undefined, scope: Scope) => HTMLElement} */
function box(option, input, scope) {
  const hintId = option.description ? freshId('hint') : undefined
  if (hintId) input?.setAttribute('aria-describedby', hintId)
  return h(
    'div',
    { class: 'box' },
    h('label', {}, input, h('span', {}, textObject(option.text, scope))),
    hintId ? h('p', { id: hintId, class: 'hint' }, textObject(option.description, scope)) : undefined,
  )
}
