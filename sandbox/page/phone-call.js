import { fill, h } from './dom.js'
import { redraw } from './reconcile.js'
/** @import { PhoneAct, PhoneCall } from '../providers/phone.ts' */
/** @import { Child } from './dom.js' */
/** @import { Session } from './session.js' */

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

/**
 * The call that rings or is talked through: who calls, what is spoken, and the keypad.
 * @param {Session} session
 */
export function createPhoneCall(session) {
  const element = h('section', { class: 'phone-call', 'aria-label': 'Call', hidden: true })
  let drawn = ''
  return { element, draw }

  /** @type {(call: PhoneCall | undefined) => void} */
  function draw(call) {
    const print = JSON.stringify(call ?? null)
    if (print === drawn) return
    drawn = print
    element.hidden = !call
    if (call) redraw(element, () => fill(element, call.status === 'ringing' ? ringing(call) : talking(call)))
  }

  /** @type {(call: PhoneCall) => Child[]} */
  function ringing({ from }) {
    return [
      h('p', { class: 'phone-calling' }, h('strong', {}, from), ' is calling'),
      h(
        'div',
        { class: 'phone-buttons' },
        deed('Answer', 'answerCall', true),
        deed('Decline', 'declineCall'),
      ),
    ]
  }

  /** @type {(call: PhoneCall) => Child[]} */
  function talking({ from, spoken, asksForKeys, keys }) {
    return [
      h('p', { class: 'phone-calling' }, 'In a call with ', h('strong', {}, from)),
      h(
        'ol',
        { class: 'phone-spoken', role: 'log', 'aria-label': 'Spoken' },
        spoken.map((words) => h('li', {}, words)),
      ),
      h('p', { class: 'quiet' }, keys ? `Pressed: ${keys}` : asksForKeys ? 'A key is waited for.' : ' '),
      h('div', { class: 'phone-keys', role: 'group', 'aria-label': 'Keypad' }, KEYS.map(key)),
      h('div', { class: 'phone-buttons' }, deed('Hang up', 'hangUp')),
    ]
  }

  /** @type {(label: string) => HTMLElement} */
  function key(label) {
    const press = () => session.act({ act: 'phone', does: { act: 'pressKey', key: label } })
    return h('button', { type: 'button', class: 'phone-key', onclick: press }, label)
  }

  /** @type {(label: string, act: 'answerCall' | 'declineCall' | 'hangUp', isFirst?: boolean) => HTMLElement} */
  function deed(label, act, isFirst) {
    /** @type {PhoneAct} */
    const does = { act }
    return h(
      'button',
      {
        type: 'button',
        class: `button${isFirst ? ' button-primary' : ''}`,
        onclick: () => session.act({ act: 'phone', does }),
      },
      label,
    )
  }
}
