import { createComposer } from './composer.js'
import { around, fill, h } from './dom.js'
import { icon } from './icons.js'
import { createMessageList } from './message-list.js'
/** @import { Screen } from '../surface.ts' */
/** @import { Scope } from './scope.js' */
/** @import { Session } from './session.js' */

/**
 * The right side: one message and its replies. Esc closes it.
 * @param {HTMLElement} element
 * @param {Session} session
 */
export function createThreadPane(element, session) {
  const list = createMessageList({ session, label: 'Thread', inThread: true })
  const composer = createComposer({ session, inThread: true })
  const place = h('span', { class: 'quiet' })
  const close = () => session.go({ thread: undefined })
  const cross = h(
    'button',
    { type: 'button', class: 'tool', 'aria-label': 'Close thread', title: 'Close thread', onclick: close },
    icon('close'),
  )
  fill(
    element,
    h('div', { class: 'pane-head' }, h('h2', {}, 'Thread'), place, cross),
    list.element,
    composer.element,
  )
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !around(event, '.message-editor, [popover]'))
      void close()
  })
  return { draw }

  /** @type {(screen: Screen, scope: Scope) => void} */
  function draw(screen, scope) {
    const { thread, channel } = screen
    const wasHidden = element.hidden
    element.hidden = !thread
    if (!thread) {
      list.draw([], 'closed', screen, scope)
      return
    }
    place.textContent =
      channel && !channel.isIm && !channel.isMpim ? `#${channel.name}` : (channel?.name ?? '')
    list.draw(thread.messages, `${screen.me.id} ${thread.channel} ${thread.ts}`, screen, scope)
    const isClosed = !channel || channel.isArchived || !channel.member
    composer.element.hidden = isClosed
    composer.draw(
      { as: screen.me.id, channel: thread.channel, thread: thread.ts, label: 'Reply in thread' },
      screen,
      scope,
    )
    if (wasHidden && !isClosed) composer.focus()
  }
}
