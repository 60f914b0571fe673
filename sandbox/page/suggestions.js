import { avatar } from './avatar.js'
import { complete } from './completion.js'
import { fill, freshId, h } from './dom.js'

/**
 * The list above a text field that completes the word at the caret. `context()` tells what there is to complete with;
 * `onKey` answers whether the list took the key.
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

  function row(option, index) {
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

  function choose(option) {
    field.setRangeText(option.insert, offered.from, field.selectionStart, 'end')
    changed()
  }

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

  function step(by) {
    active = (active + by + offered.options.length) % offered.options.length
    show()
    return true
  }

  /** Whether the first suggestion stands there in full already, so that Enter sends instead of completing. */
  function isTypedOut() {
    return active === 0 && field.value.slice(offered.from).trim() === offered.options[0].insert.trim()
  }
}
