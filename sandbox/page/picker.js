import { fill, h } from './dom.js'
import { optionList } from './option-list.js'
import { openPopover } from './popover.js'
/** @import { PickerOption } from './option-list.js' */

/**
 * `chosen`, `onChange` and `onClose` speak of values. `onClose` is called after a list of several choices closes and something changed.
 * @typedef {{
 *   label: string, labelledby?: string, describedby?: string, placeholder: string, options: PickerOption[], chosen: string[],
 *   multiple?: boolean, most?: number, compact?: boolean,
 *   onChange(values: string[]): unknown, onClose?(values: string[]): unknown,
 * }} PickerParts
 */

/**
 * A select: a button that opens a list, with a filter when the list is long.
 * @type {(parts: PickerParts) => HTMLButtonElement}
 */
export function picker({
  label,
  labelledby,
  describedby,
  placeholder,
  options,
  chosen,
  multiple,
  most,
  compact,
  onChange,
  onClose,
}) {
  let selected = [...chosen]
  const words = h('span', { class: 'picker-words' })
  /** @type {HTMLButtonElement} */
  const button = h(
    'button',
    {
      type: 'button',
      class: `picker${compact ? ' picker-compact' : ''}`,
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-label': labelledby ? undefined : label,
      'aria-labelledby': labelledby,
      'aria-describedby': describedby,
      onclick: open,
      onkeydown: (event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        open()
      },
    },
    words,
  )
  show()
  return button

  function show() {
    const found = selected.flatMap((value) => options.find((option) => option.value === value) ?? [])
    const [first] = found
    button.classList.toggle('empty', !first)
    if (!first) fill(words, placeholder)
    else if (multiple)
      fill(
        words,
        found.map((option) => h('span', { class: 'chip' }, option.icon, option.label)),
      )
    else fill(words, first.icon, h('span', { class: 'picker-label' }, first.label))
  }

  function open() {
    if (button.getAttribute('aria-expanded') === 'true') return
    const before = selected.join()
    const list = optionList({
      label,
      options,
      multiple,
      isSelected: (value) => selected.includes(value),
      choose(value) {
        selected = multiple ? toggled(selected, value, most) : [value]
        show()
        onChange(selected)
        if (!multiple) popover.close()
      },
    })
    const popover = openPopover(button, list.element, {
      matchWidth: !compact,
      onClose: () => multiple && selected.join() !== before && onClose?.(selected),
    })
    list.focus()
  }
}

/** @type {(selected: string[], value: string, most: number | undefined) => string[]} */
function toggled(selected, value, most) {
  if (selected.includes(value)) return selected.filter((each) => each !== value)
  return most && selected.length >= most ? selected : [...selected, value]
}
