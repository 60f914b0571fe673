import { announce } from './announce.js'
import { around, find, findAll, h } from './dom.js'
import { messageEditor } from './message-editor.js'
import { messageRow } from './message-row.js'
import { messageToolbar } from './message-toolbar.js'
import { reconcile } from './reconcile.js'
import { nameOf } from './scope.js'
import { dayKey, dayName } from './slack-date.js'
/** @import { MessageSeen, Screen } from '../surface.ts' */
/** @import { ListOfMessages } from './message-row.js' */
/** @import { Scope } from './scope.js' */
/** @import { Session } from './session.js' */

const TOGETHER_SECONDS = 5 * 60
const NEAR_THE_END = 80

/** @typedef {{ key: string, print: string, build: () => HTMLElement }} Row */

/**
 * A scrolling list of messages. Arrow keys walk from message to message; the toolbar follows the pointer and the focus.
 * New messages keep the end in view. When the person has scrolled up, a button leads down instead.
 * @param {{ session: Session, label: string, inThread?: boolean }} parts
 */
export function createMessageList({ session, label, inThread = false }) {
  const rows = h('ol', {
    class: 'messages',
    'aria-label': label,
    onkeydown: onKey,
    onmouseover: point,
    onfocusin: point,
    onmouseleave: leave,
  })
  const jump = h('button', { type: 'button', class: 'jump', hidden: true, onclick: toEnd }, 'New messages ↓')
  const scroller = h('div', { class: 'message-scroller', onscroll: scrolled }, rows)
  const element = h('div', { class: 'message-list' }, scroller, jump)
  /** Completed by each `draw`, before any row is built. */
  const list = /** @type {ListOfMessages} */ ({ session, inThread, edit, editor })
  /** @type {MessageSeen[]} */
  let messages = []
  /** @type {string | undefined} */
  let editing
  /** @type {string | undefined} */
  let pointed
  /** @type {HTMLElement | undefined} */
  let toolbar
  /** @type {string | undefined} */
  let shownKey
  let sticks = true

  // Pictures that load and cards that appear below change the height: the end stays in view.
  const watcher = new ResizeObserver(() => sticks && toEnd())
  watcher.observe(rows)
  watcher.observe(scroller)
  return { element, draw }

  /**
   * `key` names the channel or thread. When it changes, the list starts at its end and announces nothing.
   * @type {(next: MessageSeen[], key: string, screen: Screen, scope: Scope, intro?: HTMLElement) => void}
   */
  function draw(next, key, screen, scope, intro) {
    const isNew = key !== shownKey
    const wasAtEnd = isNew || sticks
    const known = new Set(messages.map((message) => message.ts))
    const fresh = isNew ? [] : next.filter((message) => !known.has(message.ts))
    messages = next
    shownKey = key
    list.screen = screen
    list.scope = scope
    list.intro = intro
    reconcile(rows, toRows(next, scope, intro), {
      key: (row) => row.key,
      print: (row) => row.print,
      build: (row) => row.build(),
    })
    for (const row of findAll(rows, '.message')) row.tabIndex = -1
    const stop = find(rows, '.message:focus, .message:focus-within') ?? find(rows, '.message:last-child')
    if (stop) stop.tabIndex = 0
    if (pointed && !toolbar?.isConnected) showToolbar(pointed)
    if (wasAtEnd || fresh.some((message) => message.author.id === scope.me.id || message.ephemeral)) toEnd()
    else if (fresh.length > 0) jump.hidden = false
    for (const message of fresh)
      if (message.author.id !== scope.me.id && !message.isSystemLine) announce(spoken(message, scope))
  }

  /** @type {(next: MessageSeen[], scope: Scope, intro?: HTMLElement) => Row[]} */
  function toRows(next, scope, intro) {
    /** @type {Row[]} */
    const found = intro ? [{ key: 'intro', print: intro.textContent, build: () => intro }] : []
    /** @type {MessageSeen | undefined} */
    let previous
    for (const message of next) {
      const at = new Date(Number(message.ts) * 1000)
      const day = dayKey(at, scope.me.tz)
      const isFirstOfDay = !previous || dayKey(new Date(Number(previous.ts) * 1000), scope.me.tz) !== day
      if (isFirstOfDay && !inThread) {
        const name = dayName(at, scope.me.tz, scope.now)
        found.push({
          key: `day ${day}`,
          print: name,
          build: () => h('li', { class: 'day' }, h('span', {}, name)),
        })
      }
      const isCompact = !isFirstOfDay && belongsTogether(previous, message)
      found.push({
        key: message.ts,
        print: JSON.stringify([
          message,
          isCompact,
          editing === message.ts,
          scope.me.id,
          dayKey(scope.now, scope.me.tz),
          hasAges(message) && scope.now.toISOString().slice(0, 16),
        ]),
        build: () => messageRow(message, isCompact, list),
      })
      previous = message
    }
    return found
  }

  /** @type {(event: KeyboardEvent) => void} */
  function onKey(event) {
    const row = around(event, '.message')
    const control = around(event, 'button, input, textarea, select, [role=combobox]')
    if (!row || control?.matches('input, textarea, select, [role=combobox]')) return
    const tools = toolbar && control && toolbar.contains(control) ? findAll(toolbar, 'button') : []
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (aside && tools.length > 0) {
      event.preventDefault()
      tools.at((tools.findIndex((each) => each === control) + aside) % tools.length)?.focus()
      return
    }
    const all = findAll(rows, '.message')
    const at = all.indexOf(row)
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      const next = all[Math.max(0, Math.min(to, all.length - 1))]
      row.tabIndex = -1
      if (next) next.tabIndex = 0
      next?.focus()
      return
    }
    if (tools.length > 0) return
    const letter = {
      e: 'Edit',
      p: 'Pin',
      r: 'Add reaction',
      t: 'Reply in thread',
      m: 'More message actions',
    }[event.key]
    if (!letter || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (toolbar) find(toolbar, `[aria-label="${letter}"]`)?.click()
  }

  /** @type {(event: Event) => void} */
  function point(event) {
    const ts = around(event, '.message')?.dataset['ts']
    if (ts && ts !== pointed) showToolbar(ts)
  }

  function leave() {
    if (rows.contains(document.activeElement) || toolbar?.querySelector('[aria-expanded=true]')) return
    toolbar?.remove()
    pointed = undefined
  }

  /** @type {(ts: string) => void} */
  function showToolbar(ts) {
    toolbar?.remove()
    toolbar = undefined
    const row = find(rows, `[data-ts="${CSS.escape(ts)}"]`)
    const message = messages.find((each) => each.ts === ts)
    pointed = row && message ? ts : undefined
    if (!row || !message || editing === ts) return
    toolbar = messageToolbar(message, list)
    if (toolbar) row.append(toolbar)
  }

  /** @type {(message?: MessageSeen) => void} */
  function edit(message) {
    editing = message?.ts
    draw(messages, shownKey ?? '', list.screen, list.scope, list.intro)
    if (message) find(rows, '.message-editor textarea')?.focus()
    else find(rows, `[data-ts="${CSS.escape(pointed ?? '')}"]`)?.focus()
  }

  /** @type {(message: MessageSeen) => HTMLElement | undefined} */
  function editor(message) {
    return editing === message.ts ? messageEditor(message, list, () => edit(undefined)) : undefined
  }

  function scrolled() {
    sticks = isAtEnd()
    if (sticks) jump.hidden = true
  }

  function isAtEnd() {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_THE_END
  }

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight
    sticks = true
    jump.hidden = true
  }
}

/** @type {(previous: MessageSeen | undefined, message: MessageSeen) => boolean} */
function belongsTogether(previous, message) {
  return (
    previous !== undefined &&
    previous.author.id === message.author.id &&
    previous.author.name === message.author.name &&
    !previous.isSystemLine &&
    !message.isSystemLine &&
    !previous.ephemeral &&
    !message.ephemeral &&
    !message.pinnedBy &&
    !message.blocks?.length &&
    Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS
  )
}

/** @type {(message: MessageSeen) => boolean} */
function hasAges(message) {
  return (message.replyCount ?? 0) > 0 || JSON.stringify(message.blocks ?? message.text).includes('{ago}')
}

/** @type {(message: MessageSeen, scope: Scope) => string} */
function spoken(message, scope) {
  const name = nameOf(scope.person(message.author.id)) ?? message.author.name
  return `${name}: ${message.text.replace(/<[^>|]*\|([^>]*)>/g, '$1').slice(0, 200)}`
}
