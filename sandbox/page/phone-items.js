/** @import { PhoneAct, PhoneCall, PhoneSeen } from '../providers/phone.ts' */

/**
 * One line of what came to a phone.
 * @typedef {{
 *   key: string, at: string, kind: string, title: string, words: string, mine: boolean,
 *   buttons: { label: string, does: PhoneAct }[],
 * }} PhoneItem
 */

/** @type {Record<PhoneCall['status'], string>} */
const CALLS = {
  ringing: 'Ringing',
  talking: 'In a call',
  answered: 'Answered call',
  missed: 'Missed call',
  declined: 'Declined call',
  machine: 'Taken by the machine',
}

/**
 * Everything that came to a phone as one list, the newest first.
 * @type {(phone: PhoneSeen) => PhoneItem[]}
 */
export function phoneItems({ calls, texts, mails, pushes }) {
  /** @type {PhoneItem[]} */
  const items = [
    ...calls
      .filter(({ status }) => status !== 'ringing' && status !== 'talking')
      .map(({ id, at, from, status, spoken, keys }) => ({
        ...plain(id, at),
        kind: CALLS[status],
        title: from,
        words: [...spoken, ...(keys ? [`Pressed: ${keys}`] : [])].join(' '),
      })),
    ...texts.map(({ id, at, other, mine, body }) => ({
      ...plain(id, at),
      kind: mine ? 'Your text' : 'Text',
      title: other,
      words: body,
      mine,
    })),
    ...mails.map(({ id, at, from, subject, text, links }, nth) => ({
      ...plain(`mail ${nth} ${id}`, at),
      kind: `Mail · ${from}`,
      title: subject,
      words: text,
      buttons: links.map((url) => link(url)),
    })),
    ...pushes.map(({ id, at, via, title, message, urgent, buttons, link: url, done }) => ({
      ...plain(id, at),
      kind: `${via === 'ntfy' ? 'ntfy' : 'Pushover'}${urgent ? ' · emergency' : ''}${done ? ' · done' : ''}`,
      title,
      words: message,
      buttons: [
        ...(done ? [] : buttons).map((label) => ({
          label,
          does: /** @type {PhoneAct} */ ({ act: 'pressPush', id, button: label }),
        })),
        ...(url === undefined ? [] : [link(url)]),
      ],
    })),
  ]
  return items.sort((a, b) => b.at.localeCompare(a.at))
}

/** @type {(key: string, at: string) => Omit<PhoneItem, 'kind' | 'title' | 'words'>} */
function plain(key, at) {
  return { key, at, mine: false, buttons: [] }
}

/** @type {(url: string) => PhoneItem['buttons'][number]} */
function link(url) {
  return { label: `Open ${new URL(url).host}`, does: { act: 'openLink', url } }
}
