import { expect, test } from 'vitest'
import { quietedBy, type QuietWindow, quietWindow } from './quiet.ts'
import { readQuietWords } from '#slack/alert/quiet-words.ts'

const now = new Date('2026-11-30T10:00:00Z')
const at = (minutes: number) => new Date(+now + minutes * 60_000)
const window = (about: Partial<QuietWindow>): QuietWindow => ({
  id: 1,
  service: null,
  match: {},
  from: at(-10),
  to: at(10),
  by: 'U1',
  why: 'x',
  endedBy: null,
  ...about,
})
const disk = { service: 'mail', labels: { alertname: 'DiskFull', env: 'prod' } }

test.each<[string, Partial<QuietWindow>, boolean]>([
  ['its service', { service: 'mail' }, true],
  ['another service', { service: 'shop' }, false],
  ['its labels', { match: { alertname: 'Disk*', service: 'mail' } }, true],
  ['one label of two', { match: { alertname: 'Disk*', env: 'staging' } }, false],
  ['a time to come', { service: 'mail', from: at(1) }, false],
  ['a time that is over', { service: 'mail', to: at(0) }, false],
])('an alert is quieted by %s: %#', (_, about, quiet) => {
  expect(quietedBy([window(about)], [disk], now) !== null).toBe(quiet)
})

test('a group is quiet only where each of its alerts is, by one window or several', () => {
  const shop = { service: 'shop', labels: {} }
  const [one, other] = [window({ id: 1, service: 'mail' }), window({ id: 2, service: 'shop', to: at(30) })]
  expect(quietedBy([one], [disk, shop], now)).toBeNull()
  expect(quietedBy([one, other], [disk, shop], now)?.id).toBe(2)
  expect(quietedBy([one], [], now)).toBeNull()
})

test.each([
  ['checkout 2h deploy of the till', { service: 'checkout', minutes: 120, why: 'deploy of the till' }],
  ['Checkout page for 30 min because we test', { service: 'pages', minutes: 30, why: 'we test' }],
  ['checkout 1d: x', { service: 'checkout', minutes: 1_440, why: 'x' }],
  ['alertname=Disk* 15m moving', { service: null, minutes: 15, why: 'moving' }],
])('%s', (words, { service, minutes, why }) => {
  const read = readQuietWords(words, { checkout: { name: null }, pages: { name: 'Checkout page' } }, now)
  expect(read).toMatchObject({ service, why, to: at(minutes) })
})

test.each(['checkout', '2h', 'till 2h x', ''])('"%s" is no time of maintenance', (words) => {
  expect(readQuietWords(words, { checkout: { name: null } }, now)).toBeNull()
})

test.each<[string, Partial<QuietWindow>, string]>([
  ['an end that is past', { to: at(-1) }, 'That end is past'],
  ['a month and more', { to: at(60 * 24 * 31) }, 'longer than 30 days'],
  ['no reason', { why: ' ' }, 'Say why'],
  ['nothing', { service: null, match: {} }, 'for which service'],
])('%s is refused', (_, about, says) => {
  expect(() => quietWindow({ ...window({ service: 'mail' }), ...about }, now)).toThrow(says)
})
