import { expect, test } from 'vitest'
import { page } from '../../../test/samples/sample-page.ts'
import { words } from '../../../test/samples/sample-incident.ts'
import { contactKinds } from '#policy/contacts.ts'
import { gsmText, isGsm } from './gsm.ts'
import { pageWords } from './page-words.ts'
import type { ShownPage } from '#escalation/page-view.ts'

const doors = {
  keysUrl: 'https://muster.example.com/hooks/twilio/voice?a=1&b=2',
  code: '4711',
  answerUrl: 'https://muster.example.com/ack/secret',
}

const hostile = [
  'down</Say><Dial>+12025550199</Dial><Say>',
  `"/><Redirect>https://evil.example</Redirect>`,
  'orders\r\nBcc: all@example.com\r\n\r\nbody',
  '&lt;Hangup/&gt; ]]> <!-- <!DOCTYPE x>',
  'x'.repeat(5_000),
  '🔥'.repeat(500),
  '決済が失敗しています'.repeat(30),
  '\u202Edrow\u0000\u0007',
]

test.each(hostile)('a title forges nothing in a call, an SMS, a mail or a push: %j', (title) => {
  for (const kind of contactKinds) {
    const said = pageWords(kind, { ...page, title, why: title }, doors, words)
    expect(said.title).not.toMatch(/[\r\n]/)
    if (kind === 'call') {
      const tags = [...said.text.matchAll(/<\/?(\w+)/g)].map(([, name]) => name)
      expect(new Set(tags)).toEqual(new Set(['Response', 'Gather', 'Say']))
      expect(said.text.length).toBeLessThan(4_000)
      expect(said.text).toContain('a=1&amp;b=2')
    }
    if (kind === 'sms') {
      expect(said.text).toMatch(/Reply 4 4711 to acknowledge, 5 4711 if you cannot\.$/)
      expect(said.text.length).toBeLessThanOrEqual(160)
    }
  }
})

test('an SMS of plain words is one, whatever quotes and accents it has', () => {
  const title = '“Café” – Überweisung naïve… → 5 €'
  expect(gsmText(title)).toBe('"Café" - Überweisung naive... -> 5 EUR')
  const { text } = pageWords('sms', { ...page, title }, doors, words)
  expect(isGsm(text)).toBe(true)
  expect(text.length).toBeLessThanOrEqual(160)
})

test('of a private incident no way says a word that somebody wrote', () => {
  for (const kind of contactKinds) {
    const hidden = { ...page, private: true, title: 'zebrafinch', why: 'zebrafinch', reason: 'zebrafinch' }
    const said = JSON.stringify(pageWords(kind, hidden, doors, words))
    expect(said).not.toContain('zebrafinch')
    expect(said).toContain(String(page.subject))
    expect(said).toContain('pen Slack')
  }
})

test('a page for alerts is told by its name, with how many there are, and answered in the same way', () => {
  const alerts = { service: null, firing: 4, cleared: 0, worst: [], links: [], over: null, quietUntil: null }
  const group: ShownPage = { ...page, subject: 'A7', title: 'Checkout errors', alerts }
  const said = (kind: (typeof contactKinds)[number]) => pageWords(kind, group, doors, words)
  expect(said('call').text).toContain(
    'Alert A 7, severity one: 3 more and Checkout errors. You are paged as GEOC.',
  )
  expect(said('sms').text).toBe(
    'Muster P1 A7: "3 more and Checkout errors" Reply 4 4711 to acknowledge, 5 4711 if you cannot.',
  )
  expect(said('email').title).toBe('P1 A7 3 more and Checkout errors')
  expect(said('pushover').title).toBe('P1 · A7')
})
