import { fill, findAll, h } from './dom.js'
import { EMOJI_NAMES, emojiText } from './emoji.js'
import { openPopover } from './popover.js'

const COLUMNS = 9

/**
 * A grid of emoji with a filter; `choose` is given the shortcode without colons.
 * @type {(anchor: HTMLElement, choose: (name: string) => unknown) => void}
 */
export function openEmojiPicker(anchor, choose) {
  const filter = h('input', {
    class: 'picker-filter',
    type: 'text',
    placeholder: 'Find an emoji…',
    'aria-label': 'Find an emoji',
    autocomplete: 'off',
    oninput: draw,
  })
  const grid = h('div', { class: 'emoji-grid' })
  const panel = h(
    'div',
    { class: 'emoji-picker', role: 'dialog', 'aria-label': 'Emoji', onkeydown: onKey },
    filter,
    grid,
  )
  draw()
  const popover = openPopover(anchor, panel)
  filter.focus()

  function draw() {
    const wanted = filter.value.trim().toLowerCase().replaceAll(':', '').replaceAll(' ', '_')
    /** @type {Set<string>} */
    const seen = new Set()
    const names = EMOJI_NAMES.filter(
      (name) => name.includes(wanted) && !seen.has(emojiText(name)) && seen.add(emojiText(name)),
    )
    fill(
      grid,
      names.map((name) =>
        h(
          'button',
          {
            type: 'button',
            class: 'emoji',
            tabindex: '-1',
            'aria-label': name.replaceAll('_', ' '),
            title: `:${name}:`,
            onclick: () => pick(name),
          },
          emojiText(name),
        ),
      ),
    )
  }

  /** @type {(name: string) => void} */
  function pick(name) {
    popover.close()
    choose(name)
  }

  /** @type {(event: KeyboardEvent) => void} */
  function onKey(event) {
    const cells = findAll(grid, 'button')
    const at = cells.findIndex((each) => each === document.activeElement)
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key]
    if (event.key === 'Enter' && at === -1) {
      event.preventDefault()
      cells[0]?.click()
    } else if (step && (at >= 0 || event.key === 'ArrowDown')) {
      event.preventDefault()
      const next = at === -1 ? 0 : at + step
      if (next < 0) filter.focus()
      else cells[Math.min(next, cells.length - 1)]?.focus()
    }
  }
}
