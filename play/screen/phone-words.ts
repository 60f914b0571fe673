import type { PhoneSeen } from '../../sandbox/providers/phone.ts'

/** Every text on a phone, each under a name that stays. */
export function phoneWords({ calls, texts, mails, pushes, browser }: PhoneSeen): Map<string, string> {
  const found = new Map<string, string>()
  for (const { id, status, from, spoken } of calls)
    found.set(`phone call ${id}`, [`${status} call from ${from}`, ...spoken].join('\n'))
  for (const { id, body } of texts) found.set(`phone text ${id}`, body)
  for (const { id, at, subject, text } of mails) found.set(`phone mail ${id} ${at}`, `${subject}\n${text}`)
  for (const { id, title, message, buttons, done } of pushes)
    found.set(
      `phone push ${id}`,
      [title, message, ...(done ? [] : buttons.map((one) => `[${one}]`))].join('\n'),
    )
  if (browser) {
    const button = browser.button === undefined ? [] : [`[${browser.button}]`]
    found.set('phone page', [browser.words, ...button].join('\n'))
  }
  return found
}
