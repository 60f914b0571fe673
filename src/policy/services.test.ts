import { expect, test } from 'vitest'
import { fitsPattern } from './label-match.ts'
import { policySchema } from './policy.ts'
import { servicesMatching } from './services.ts'

test.each([
  ['checkout', 'checkout', true],
  ['Checkout', 'checkout', true],
  ['checkout-eu', 'checkout', false],
  ['checkout-eu', 'checkout*', true],
  ['eu-checkout', '*checkout', true],
  ['a checkout b', '*checkout*', true],
  ['abcabd', 'a*b*d', true],
  ['aba', 'ab*ba', false],
  ['ab', 'a*b*b', false],
  ['', '*', true],
  ['x', '', false],
])('%s against %s is %s', (text, glob, fits) => {
  expect(fitsPattern(text, glob)).toBe(fits)
})

test('labels name services, the closest match first', () => {
  const { services } = policySchema.parse({
    services: {
      any: { matches: [{ service: '*' }] },
      shop: { matches: [{ service: 'shop*' }, { alertname: 'Basket*' }] },
      checkout: { matches: [{ service: 'shop-checkout' }] },
      eu: { matches: [{ service: 'shop*', region: 'eu' }] },
      none: {},
    },
  })
  expect(servicesMatching(services, { service: 'shop-checkout', region: 'eu' })).toEqual([
    'eu',
    'checkout',
    'shop',
    'any',
  ])
  expect(servicesMatching(services, { alertname: 'BasketSlow' })).toEqual(['shop'])
  expect(servicesMatching(services, { host: 'shop' })).toEqual([])
  expect(servicesMatching(services, JSON.parse('{"toString":"x"}') as Record<string, string>)).toEqual([])
})
