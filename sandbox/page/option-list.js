import { fill, freshId, h } from './dom.js'

const FILTER_FROM = 8

/** @typedef {{ value: string, label: string, description?: string, group?: string, icon?: Element }} PickerOption */

/**
 * The list of a picker: focus stays on one element and `aria-activedescendant` moves.
 * @param {{ label: string, options: PickerOption[], multiple?: boolean, isSelected(value: string): boolean, choose(value: string): void }} parts
 */
export function optionList({ label, options, multiple, isSelected, choose }) {
  const listId = freshId('options')
  let shown = options
  let active = Math.max(
    0,
    options.findIndex((option) => isSelected(option.value)),
  )
  const list = h('ul', {
    id: listId,
    role: 'listbox',
    'aria-label': label,
    'aria-multiselectable': multiple ? 'true' : undefined,
  })
  /** @type {HTMLInputElement | undefined} */
  const filter =
    options.length >= FILTER_FROM
      ? h('input', {
          class: 'picker-filter',
          type: 'text',
          placeholder: 'Find…',
          role: 'combobox',
          autocomplete: 'off',
          spellcheck: 'false',
          'aria-label': `Find in ${label}`,
          'aria-controls': listId,
          'aria-expanded': 'true',
          'aria-autocomplete': 'list',
          oninput: () => {
            const wanted = (filter?.value ?? '').trim().toLowerCase()
            shown = options.filter((option) =>
              `${option.label} ${option.description ?? ''}`.toLowerCase().includes(wanted),
            )
            active = 0
            draw()
          },
        })
      : undefined
  const holder = filter ?? list
  if (!filter) list.tabIndex = 0
  const element = h('div', { class: 'option-list', onkeydown: onKey }, filter, list)
  draw()
  return {
    element,
    focus: () => {
      holder.focus()
      list.querySelector('.active')?.scrollIntoView({ block: 'nearest' })
    },
  }

  function draw() {
    const rows = []
    let group
    for (const [index, option] of shown.entries()) {
      if (option.group && option.group !== group)
        rows.push(h('li', { class: 'option-group', role: 'presentation' }, option.group))
      group = option.group
      rows.push(row(option, index))
    }
    if (shown.length === 0)
      rows.push(h('li', { class: 'option-none', role: 'presentation' }, 'Nothing found'))
    fill(list, rows)
    mark()
  }

  /** @type {(option: PickerOption, index: number) => HTMLElement} */
  function row(option, index) {
    return h(
      'li',
      {
        id: `${listId}-${index}`,
        role: 'option',
        'aria-selected': String(isSelected(option.value)),
        class: 'option',
        onclick: () => pick(index),
        onmousemove: () => {
          if (active === index) return
          active = index
          mark()
        },
      },
      multiple ? h('span', { class: 'option-check', 'aria-hidden': 'true' }) : undefined,
      option.icon?.cloneNode(true),
      h(
        'span',
        { class: 'option-words' },
        option.label,
        option.description ? h('small', {}, option.description) : undefined,
      ),
    )
  }

  function mark() {
    for (const [index, option] of [...list.querySelectorAll('[role=option]')].entries())
      option.classList.toggle('active', index === active)
    if (shown.length > 0) holder.setAttribute('aria-activedescendant', `${listId}-${active}`)
    else holder.removeAttribute('aria-activedescendant')
  }

  /** @type {(index: number) => void} */
  function pick(index) {
    const option = shown[index]
    if (!option) return
    active = index
    choose(option.value)
    if (multiple) draw()
  }

  /** @type {(event: KeyboardEvent) => void} */
  function onKey(event) {
    switch (event.key) {
      case 'ArrowDown':
        return step(event, active + 1)
      case 'ArrowUp':
        return step(event, active - 1)
      case 'Home':
        return filter ? undefined : step(event, 0)
      case 'End':
        return filter ? undefined : step(event, shown.length - 1)
      case 'Enter':
        event.preventDefault()
        return pick(active)
      case ' ':
        if (filter) return undefined
        event.preventDefault()
        return pick(active)
      case 'Tab':
        return event.preventDefault()
      default:
        if (!filter && event.key.length === 1) jump(event.key)
    }
  }

  /** @type {(event: Event, to: number) => void} */
  function step(event, to) {
    event.preventDefault()
    if (shown.length === 0) return
    active = (to + shown.length) % shown.length
    mark()
    list.querySelector('.active')?.scrollIntoView({ block: 'nearest' })
  }

  /** @type {(letter: string) => void} */
  function jump(letter) {
    const at = shown.findIndex((option) => option.label.toLowerCase().startsWith(letter.toLowerCase()))
    if (at >= 0) active = at
    mark()
  }
}
