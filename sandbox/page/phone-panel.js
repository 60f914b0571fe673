import { around, fill, focused, h } from './dom.js'
import { icon } from './icons.js'
import { createPhoneCall } from './phone-call.js'
import { createPhoneFeed } from './phone-feed.js'
import { redraw } from './reconcile.js'
/** @import { PhoneMode, PhoneSeen } from '../providers/phone.ts' */
/** @import { Screen } from '../surface.ts' */
/** @import { Session } from './session.js' */

/** @type {Record<PhoneMode, string>} */
const MODES = {
  on: 'On',
  silent: 'Silent: only an emergency sounds',
  machine: 'A machine takes calls',
  off: 'Off',
}

/**
 * The person's own phone: a call with its keypad, texts, mails and pushes. Esc closes it. The door in the top bar opens it, and
 * an incoming call shows a line above the messages.
 * @param {HTMLElement} element
 * @param {HTMLElement} banner
 * @param {Session} session
 */
export function createPhonePanel(element, banner, session) {
  const call = createPhoneCall(session)
  const feed = createPhoneFeed(session)
  const mode = h('select', { class: 'field phone-mode', 'aria-label': 'The phone is', onchange: change })
  const number = h('span', { class: 'quiet' })
  const cross = h(
    'button',
    { type: 'button', class: 'tool', 'aria-label': 'Close phone', title: 'Close', onclick: toggle },
    icon('close'),
  )
  const badge = h('span', { class: 'badge', hidden: true })
  const door = h(
    'button',
    {
      type: 'button',
      class: 'drawer-door phone-door',
      'aria-expanded': 'false',
      'aria-controls': element.id,
      hidden: true,
      onclick: toggle,
    },
    icon('phone'),
    'Phone',
    badge,
  )
  /** @type {HTMLElement | undefined} */
  let before
  /** @type {PhoneSeen | undefined} */
  let phone
  /**
   * Counts what was seen of each phone, by its owner.
   * @type {Map<string, number>}
   */
  const seen = new Map()
  fill(
    mode,
    Object.entries(MODES).map(([value, words]) => h('option', { value }, words)),
  )
  fill(
    element,
    h('div', { class: 'pane-head' }, h('h2', {}, 'Phone'), number, cross),
    h('div', { class: 'phone-body' }, mode, call.element, feed.element),
  )
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !around(event, '[popover]')) toggle()
  })
  return { door, draw }

  /** @type {(screen: Screen) => void} */
  function draw(screen) {
    phone = screen.phone
    door.hidden = !phone
    if (!phone) {
      element.hidden = true
      fill(banner)
      return
    }
    number.textContent = phone.number ?? ''
    mode.value = phone.mode
    const count = phone.calls.length + phone.texts.length + phone.mails.length + phone.pushes.length
    if (!element.hidden) seen.set(phone.owner, count)
    const news = count - (seen.get(phone.owner) ?? 0)
    badge.hidden = news <= 0
    badge.textContent = String(news)
    const { calls } = phone
    const incoming = calls.find(({ status }) => status === 'ringing')
    door.classList.toggle('ringing', Boolean(incoming))
    call.draw(calls.find(({ status }) => status === 'ringing' || status === 'talking'))
    feed.draw(phone, screen)
    redraw(banner, () => fill(banner, incoming && element.hidden ? ringingLine(incoming.from) : undefined))
  }

  /** @type {(from: string) => HTMLElement} */
  function ringingLine(from) {
    const answer = () => {
      toggle()
      void session.act({ act: 'phone', does: { act: 'answerCall' } })
    }
    const decline = () => session.act({ act: 'phone', does: { act: 'declineCall' } })
    return h(
      'p',
      { class: 'phone-banner', role: 'alert' },
      icon('phone'),
      h('span', {}, `${from} is calling.`),
      h('button', { type: 'button', class: 'button button-primary button-small', onclick: answer }, 'Answer'),
      h('button', { type: 'button', class: 'button button-small', onclick: decline }, 'Decline'),
    )
  }

  function change() {
    const next = /** @type {PhoneMode} */ (mode.value)
    void session.act({ act: 'phone', does: { act: 'setPhone', mode: next } })
  }

  function toggle() {
    element.hidden = !element.hidden
    door.setAttribute('aria-expanded', String(!element.hidden))
    void session.refresh()
    if (element.hidden) return before?.focus()
    before = focused()
    cross.focus()
  }
}
