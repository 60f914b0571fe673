import { expect, test } from 'vitest'
import { documentZone } from './document-zone.ts'

const [madrid, tokyo, paris] = ['Europe/Madrid', 'Asia/Tokyo', 'Europe/Paris']

test.each<[string, string, string[], string]>([
  ['the one set by the company, wherever people live', paris, [madrid, madrid], paris],
  ['the one most people live in, without one of the company', 'UTC', [tokyo, madrid, madrid], madrid],
  ['the one of whoever came first, where two have as many', 'UTC', [tokyo, madrid, madrid, tokyo], tokyo],
  ['UTC where nobody is known', 'UTC', [], 'UTC'],
])('a document tells the time in %s', (_, company, zones, zone) => {
  expect(documentZone(company, zones)).toBe(zone)
})
