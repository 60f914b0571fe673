import { avatar } from './avatar.js'
import { complete } from './completion.js'
import { fill, freshId, h } from './dom.js'
/** @import { Completion, Known, Offer } from './completion.js' */

/**
 * The list above a text field that completes the word at the caret with what `context` knows. `onKey` is true when the list took
 * the key.
 * @param {HTMLTextAreaElement} field
 * @param {() => Known | undefined} context
 * @param {() => void} changed
 */
export function createSuggestions(field, context, changed) {
  const listId = freshId('suggestions')
  const element = h('ul', {
    id: listId,
    class: 'completions',
    role: 'listbox',
    'aria-label': 'Suggestions',
    hidden: true,
  })
  /** @type {Offer} */
  let offered
  let active = 0
  for (const [name, value] of Object.entries({
    'aria-autocomplete': 'list',
    'aria-controls': listId,
    'aria-haspopup': 'listbox',
  })) {
    field.setAttribute(name, value)
  }
  show()
  return { element, offer, withdraw, onKey }

  function offer() {
    const known = document.activeElement === field ? context() : undefined
    offered = known && complete(field.value, field.selectionStart, known)
    active = 0
    show()
  }

  function withdraw() {
    offered = undefined
    show()
  }

  function show() {
    element.hidden = !offered
    if (!offered) {
      field.removeAttribute('aria-activedescendant')
      return
    }
    field.setAttribute('aria-activedescendant', `${listId}-${active}`)
    fill(
      element,
      offered.options.map((option, index) => row(option, index)),
    )
    element.children[active]?.scrollIntoView({ block: 'nearest' })
  }

  /** @type {(option: Completion, index: number) => HTMLElement} */
  function row(option, index) {
    /** @type {(event: Event) => void} */
    const pick = (event) => {
      event.preventDefault()
      choose(option)
    }
    return h(
      'li',
      {
        id: `${listId}-${index}`,
        role: 'option',
        class: `option${index === active ? ' active' : ''}`,
        'aria-selected': String(index === active),
        onmousedown: pick,
      },
      option.person ? avatar(option.person, 'tiny') : undefined,
      option.sign ? h('span', { class: 'emoji', 'aria-hidden': 'true' }, option.sign) : undefined,
      h(
        'span',
        { class: 'option-words option-line' },
        option.label,
        option.hint ? h('small', {}, option.hint) : undefined,
      ),
    )
  }

  /** @type {(option: Completion | undefined) => void} */
  function choose(option) {
    if (!offered || !option) return
    field.setRangeText(option.insert, offered.from, field.selectionStart, 'end')
    changed()
  }

  /** @type {(event: KeyboardEvent) => boolean} */
  function onKey(event) {
    if (!offered) return false
    switch (event.key) {
      case 'ArrowDown':
        return step(1)
      case 'ArrowUp':
        return step(-1)
      case 'Enter':
      case 'Tab':
        if (event.shiftKey || (event.key === 'Enter' && isTypedOut())) return false
        choose(offered.options[active])
        return true
      case 'Escape':
        withdraw()
        return true
      default:
        return false
    }
  }

  /** @type {(by: number) => boolean} */
  function step(by) {
    const count = offered?.options.length ?? 1
    active = (active + by + count) % count
    show()
    return true
  }

  /** True when the first suggestion is typed in full: Enter then sends the message. */
  function isTypedOut() {
    const first = offered?.options[0]
    return (
      active === 0 && first !== undefined && field.value.slice(offered?.from).trim() === first.insert.trim()
    )
  }
}
