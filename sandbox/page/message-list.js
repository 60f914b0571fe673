import { announce } from './announce.js'
import { h } from './dom.js'
import { messageEditor } from './message-editor.js'
import { messageRow } from './message-row.js'
import { messageToolbar } from './message-toolbar.js'
import { reconcile } from './reconcile.js'
import { nameOf } from './scope.js'
import { dayKey, dayName } from './slack-date.js'

const TOGETHER_SECONDS = 5 * 60
const NEAR_THE_END = 80

/**
 * A scrolling list of messages. Arrow keys walk from message to message; the toolbar follows the pointer and the focus.
 * New messages keep the end in view, unless the person has scrolled up: then a button leads down.
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
  const list = { session, inThread, edit, editor }
  let messages = []
  let editing
  let pointed
  let toolbar
  let shownKey
  let sticks = true

  // Pictures that load and cards that appear below change the height: the end stays in view.
  const watcher = new ResizeObserver(() => sticks && toEnd())
  watcher.observe(rows)
  watcher.observe(scroller)
  return { element, draw }

  /** `key` names what is shown: when it changes the list starts at its end and announces nothing. */
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
    for (const row of rows.querySelectorAll('.message')) row.tabIndex = -1
    const stop =
      rows.querySelector('.message:focus, .message:focus-within') ?? rows.querySelector('.message:last-child')
    if (stop) stop.tabIndex = 0
    if (pointed && !toolbar?.isConnected) showToolbar(pointed)
    if (wasAtEnd || fresh.some((message) => message.author.id === scope.me.id || message.ephemeral)) toEnd()
    else if (fresh.length > 0) jump.hidden = false
    for (const message of fresh)
      if (message.author.id !== scope.me.id && !message.isSystemLine) announce(spoken(message, scope))
  }

  function toRows(next, scope, intro) {
    const found = intro ? [{ key: 'intro', print: intro.textContent, build: () => intro }] : []
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

  function onKey(event) {
    const row = event.target.closest('.message')
    if (!row || event.target.matches('input, textarea, select, [role=combobox]')) return
    const tools = toolbar?.contains(event.target) ? [...toolbar.children] : []
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (aside && tools.length > 0) {
      event.preventDefault()
      tools.at((tools.indexOf(event.target) + aside) % tools.length).focus()
      return
    }
    const all = [...rows.querySelectorAll('.message')]
    const at = all.indexOf(row)
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      const next = all[Math.max(0, Math.min(to, all.length - 1))]
      row.tabIndex = -1
      next.tabIndex = 0
      next.focus()
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
    toolbar?.querySelector(`[aria-label="${letter}"]`)?.click()
  }

  function point(event) {
    const row = event.target.closest('.message')
    if (row && row.dataset.ts !== pointed) showToolbar(row.dataset.ts)
  }

  function leave() {
    if (rows.contains(document.activeElement) || toolbar?.querySelector('[aria-expanded=true]')) return
    toolbar?.remove()
    pointed = undefined
  }

  function showToolbar(ts) {
    toolbar?.remove()
    toolbar = undefined
    const row = rows.querySelector(`[data-ts="${CSS.escape(ts)}"]`)
    const message = messages.find((each) => each.ts === ts)
    pointed = row && message ? ts : undefined
    if (!pointed || editing === ts) return
    toolbar = messageToolbar(message, list)
    if (toolbar) row.append(toolbar)
  }

  function edit(message) {
    editing = message?.ts
    draw(messages, shownKey, list.screen, list.scope, list.intro)
    if (message) rows.querySelector('.message-editor textarea')?.focus()
    else rows.querySelector(`[data-ts="${CSS.escape(pointed ?? '')}"]`)?.focus()
  }

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

function hasAges(message) {
  return message.replyCount > 0 || JSON.stringify(message.blocks ?? message.text).includes('{ago}')
}

function spoken(message, scope) {
  const name = nameOf(scope.person(message.author.id)) ?? message.author.name
  return `${name}: ${message.text.replace(/<[^>|]*\|([^>]*)>/g, '$1').slice(0, 200)}`
}
