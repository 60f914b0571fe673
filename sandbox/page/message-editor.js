import { h } from './dom.js'
import { typedText } from './typed-text.js'
/** @import { MessageSeen } from '../surface.ts' */
/** @import { ListOfMessages } from './message-row.js' */

/**
 * A text field to edit one's own message. Enter saves, Esc cancels.
 * @type {(message: MessageSeen, list: ListOfMessages, done: () => void) => HTMLElement}
 */
export function messageEditor(message, { session, scope }, done) {
  const field = h('textarea', {
    class: 'field',
    rows: 2,
    'aria-label': 'Edit message',
    dataset: { focus: `edit ${message.ts}` },
    onkeydown: onKey,
  })
  const before = typedText(message.text, scope)
  field.value = before
  return h(
    'form',
    { class: 'message-editor', onsubmit: save },
    field,
    h(
      'div',
      { class: 'dialog-buttons' },
      h('button', { type: 'button', class: 'button', onclick: done }, 'Cancel'),
      h('button', { type: 'submit', class: 'button button-primary' }, 'Save'),
    ),
  )

  /** @type {(event: Event) => Promise<void>} */
  async function save(event) {
    event.preventDefault()
    const text = field.value.trim()
    done()
    if (text !== '' && text !== before)
      await session.act({ act: 'edit', channel: message.channel, ts: message.ts, text })
  }

  /** @type {(event: KeyboardEvent) => void} */
  function onKey(event) {
    if (event.key === 'Escape') done()
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void save(event)
  }
}
