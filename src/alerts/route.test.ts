import { expect, test } from 'vitest'
import { fitsPattern as fits } from '#policy/label-match.ts'
import { policySchema } from '#policy/policy.ts'
import { secretVariable } from '#policy/sources.ts'
import { alertSeverityIn } from './alert-severity.ts'
import { alertGroupIn, alertGroupName, groupState } from './alert-group.ts'
import { chooseRoute, alertFacts, groupLabels, serviceNamed } from './route.ts'
import { type Sighting, tidySighting } from './sighting.ts'

const said = {
  title: 'Checkout fails',
  rule: 'CheckoutErrors',
  labels: { alertname: 'CheckoutErrors', app: 'shop', severity: 'page', source: 'forged' },
}

const { routes } = policySchema.parse({
  sources: { prom: { kind: 'alertmanager' } },
  routes: [
    { when: { source: 'prom', severity: 'critical', app: 's*p' }, do: 'page', group_by: ['service'] },
    { when: { title: '*fails*' }, do: 'declare', severity: 'P1' },
    { when: { severity: 'warning' }, do: 'show' },
  ],
})

test('the first route that matches decides, and no label stands in for the source', () => {
  const choose = (source: string, severity: 'critical' | 'info') =>
    chooseRoute(alertFacts(source, said, severity, null), routes)
  expect(choose('prom', 'critical')).toMatchObject({ nth: 0, route: { do: 'page' } })
  expect(choose('other', 'critical')).toMatchObject({ nth: 1, route: { do: 'declare', severity: 'P1' } })
  expect(chooseRoute({ severity: 'info' }, routes)).toMatchObject({ nth: null, route: { do: 'keep' } })
  expect(chooseRoute({}, routes, 'unreadable').route.do).toBe('show')
  expect(chooseRoute({}, routes, 'silent').route.do).toBe('page')
})

test('a service is recognised by the policy first, and by its label', () => {
  const services = { checkout: { matches: [{ alertname: 'Checkout*' }, { service: 'checkout' }] } }
  expect(serviceNamed(services, 'prom', said)).toBe('checkout')
  expect(serviceNamed({}, 'prom', said)).toBeNull()
  expect(serviceNamed({ none: { matches: [] } }, 'prom', { ...said, labels: { service: 'x' } })).toBe('x')
})

test('group labels are in the same order whatever the policy writes', () => {
  const facts = alertFacts('prom', said, 'critical', 'checkout')
  const labels = groupLabels({ groupBy: ['service', 'app', 'absent'] }, facts)
  expect(JSON.stringify(labels)).toBe('{"app":"shop","service":"checkout"}')
  expect(facts['source']).toBe('prom')
})

test.each([
  ['*', '', true],
  ['Checkout*', 'CHECKOUT errors', true],
  ['*a*b*', 'xxaxxbxx', true],
  ['a*b', 'ab', true],
  ['a*a', 'a', false],
  ['*ab*b', 'ab', false],
  ['plain', 'plainly', false],
])('%s fits %s: %s', (pattern, words, expected) => {
  expect(fits(words, pattern)).toBe(expected)
})

test.each([
  ['critical', 'critical'],
  ['PAGE', 'critical'],
  ['P1', 'critical'],
  ['sev-2', 'error'],
  ['warn', 'warning'],
  ['none', 'info'],
  ['purple', 'error'],
  [undefined, 'error'],
])('a severity of %s is %s', (word, meaning) => {
  expect(alertSeverityIn(word)).toBe(meaning)
})

test('a group is over only when all of it is', () => {
  expect(groupState({ firing: 1, unknown: 3 })).toBe('firing')
  expect(groupState({ firing: 0, unknown: 1 })).toBe('unknown')
  expect(groupState({ firing: 0, unknown: 0 })).toBe('resolved')
  expect(alertGroupIn(` ${alertGroupName({ number: 12 })} `)).toBe(12)
  expect([alertGroupIn('a7'), alertGroupIn('7'), alertGroupIn('A1234567890')]).toEqual([7, null, null])
})

test('whatever a source writes is cut and cleaned', () => {
  const huge: Sighting = {
    key: 'k'.repeat(10_000),
    state: 'firing',
    title: `\u0000${'t'.repeat(1_000_000)}`,
    body: 'b\u0000\r\nc',
    severity: 'error',
    labels: Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`n${n}`, 'v'.repeat(5_000)])),
    links: [
      { title: 'x', url: 'javascript:alert(1)' },
      { title: '', url: 'https://a.example/#1' },
      { title: 'again', url: 'https://a.example/#1' },
      { title: 'secret', url: 'https://me:pass@a.example/' },
    ],
    rule: '',
    at: new Date(0),
    startsAt: null,
    endsAt: null,
  }
  huge.labels['service'] = 'checkout'
  const tidy = tidySighting(huge)
  expect(tidy.title.length).toBeLessThanOrEqual(200)
  expect(tidy.body).toBe('b\nc')
  expect(Object.keys(tidy.labels)).toHaveLength(64)
  expect(tidy.labels['service']).toBe('checkout')
  expect(tidy.links).toEqual([{ title: 'Link', url: 'https://a.example/#1' }])
  expect(tidy.rule).toBeNull()
  expect(tidySighting({ ...huge, title: '\u0000' }).title).toBe('An alert without a title')
})

test('the secret of a source is in a variable of its name', () => {
  expect(secretVariable('prom-eu')).toBe('MUSTER_SOURCE_PROM_EU')
})
