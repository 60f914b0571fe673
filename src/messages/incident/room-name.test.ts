import { expect, test } from 'vitest'
import { roomName } from './room-name.ts'

const plain = { number: 12, drill: false, private: false }

test.each([
  ['Checkout fails', 'incident-12-checkout-fails'],
  ['  "Paiement" échoué: ça brûle!  ', 'incident-12-paiement-echoue-ca-brule'],
  ["It doesn't work", 'incident-12-it-doesnt-work'],
  ['Straße, Łódź, smørrebrød', 'incident-12-strasse-lodz-smorrebrod'],
  ['<!channel> <@U1>', 'incident-12-channel-u1'],
  ['התשלום נכשל 🔥', 'incident-12'],
  ['x'.repeat(200), `incident-12-${'x'.repeat(68)}`],
  [`${'word '.repeat(30)}`, `incident-12${'-word'.repeat(13)}`],
  [`${'a'.repeat(68)} b`, `incident-12-${'a'.repeat(68)}`],
])('%j names its room %s', (title, expected) => {
  expect(roomName({ ...plain, title })).toBe(expected)
})

test('the name of a drill begins with that, and that of a private incident tells nothing', () => {
  expect(roomName({ ...plain, title: 'Fire', drill: true })).toBe('drill-incident-12-fire')
  expect(roomName({ ...plain, title: 'Layoffs', private: true })).toBe('incident-12')
})
