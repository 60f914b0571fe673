import { fill, h } from './dom.js'
import { phoneItems } from './phone-items.js'
import { reconcile } from './reconcile.js'
import { clockTime, dayName } from './slack-date.js'
/** @import { PhoneSeen } from '../providers/phone.ts' */
/** @import { Screen } from '../surface.ts' */
/** @import { PhoneItem } from './phone-items.js' */
/** @import { Session } from './session.js' */

/**
 * Shows all that came to the phone, the newest first, with a reply to the last text and the page of a link.
 * @param {Session} session
 */
export function createPhoneFeed(session) {
  const browser = h('section', { class: 'phone-browser', 'aria-label': 'Opened page', hidden: true })
  const text = h('input', {
    class: 'field',
    'aria-label': 'Reply to the last text',
    placeholder: 'Reply to the last text',
    autocomplete: 'off',
  })
  const reply = h(
    'form',
    { class: 'phone-reply', hidden: true, onsubmit: send },
    text,
    h('button', { type: 'submit', class: 'button' }, 'Send'),
  )
  const list = h('ol', { class: 'phone-items', 'aria-label': 'Came to the phone' })
  const empty = h('p', { class: 'quiet' }, 'Nothing came yet.')
  const element = h('div', { class: 'phone-feed' }, browser, reply, empty, list)
  return { element, draw }

  /** @type {(phone: PhoneSeen, screen: Screen) => void} */
  function draw(phone, { me, now }) {
    const items = phoneItems(phone)
    empty.hidden = items.length > 0
    reply.hidden = phone.texts.length === 0
    drawBrowser(phone)
    const today = new Date(now)
    reconcile(list, items, {
      key: (item) => item.key,
      print: (item) => JSON.stringify([item, dayName(new Date(item.at), me.tz, today)]),
      build: (item) => row(item, me.tz, today),
    })
  }

  /** @type {(phone: PhoneSeen) => void} */
  function drawBrowser({ browser: page }) {
    browser.hidden = !page
    if (!page) return
    fill(
      browser,
      h('p', { class: 'quiet' }, page.url),
      h('p', {}, page.words || `The page answers ${page.status}.`),
      page.button === undefined
        ? undefined
        : h(
            'button',
            {
              type: 'button',
              class: 'button button-primary',
              onclick: () => session.act({ act: 'phone', does: { act: 'sendPage' } }),
            },
            page.button,
          ),
    )
  }

  /** @type {(item: PhoneItem, zone: string, now: Date) => HTMLElement} */
  function row({ kind, at, title, words, mine, buttons }, zone, now) {
    const time = new Date(at)
    const day = dayName(time, zone, now)
    return h(
      'li',
      { class: mine ? 'phone-item mine' : 'phone-item' },
      h(
        'p',
        { class: 'quiet' },
        `${kind} · `,
        h('time', { datetime: at }, `${day === 'Today' ? '' : `${day}, `}${clockTime(time, zone)}`),
      ),
      title ? h('strong', {}, title) : undefined,
      words ? h('p', { class: 'phone-words' }, words) : undefined,
      buttons.length > 0
        ? h(
            'div',
            { class: 'phone-buttons' },
            buttons.map(({ label, does }) =>
              h(
                'button',
                {
                  type: 'button',
                  class: 'button button-small',
                  onclick: () => session.act({ act: 'phone', does }),
                },
                label,
              ),
            ),
          )
        : undefined,
    )
  }

  /** @type {(event: Event) => Promise<void>} */
  async function send(event) {
    event.preventDefault()
    const words = text.value.trim()
    if (words === '') return
    const { ok } = await session.act({ act: 'phone', does: { act: 'replyText', text: words } })
    if (ok) text.value = ''
  }
}
