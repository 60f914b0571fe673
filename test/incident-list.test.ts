/** The list of incidents, page by page, as somebody reads it who may not see all of them. */
import { afterAll, expect, test } from 'vitest'
import { createIncidentService } from '#incidents/incident-service.ts'
import { words } from './samples/sample-incident.ts'
import { unlimited } from './samples/unlimited.ts'
import { list } from '#slack/incident/questions.ts'
import type { TypedVerb } from '#slack/asking/typed.ts'
import type { Services } from '#slack/asking/services.ts'
import { testDatabase } from './database.ts'

const database = await testDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const clock = { now: () => new Date('2026-11-23T11:00:00Z') }
const incidents = createIncidentService({
  db: database.db,
  clock,
  reactors: [],
  gatekeeper: async () => {},
  limits: unlimited,
  isGuest: async () => false,
})

async function typed(rest: string): Promise<string> {
  const services = { incidents, clock, policy: { words } } as unknown as Services
  const reply = await list({ user: 'U9OTHER', rest } as TypedVerb, services)
  return reply && 'say' in reply ? reply.say.text : ''
}

test('a long list says what shows the older ones, to the last, however much of it is hidden', async () => {
  for (let nth = 1; nth <= 180; nth++) {
    const wish = { severity: null, squad: null, affected: null, source: null, drill: false }
    const hidden = nth > 25
    await incidents.open('U1MIKA', { ...wish, title: `shelf ${nth}`, private: hidden }, `shelf ${nth}`)
  }
  const first = await typed('all')
  expect(first).toContain('The newest 20 incidents:\n🟠 Severity not set · Declared · #25 shelf 25')
  expect(first).toMatch(/Those before: \/incident list all before #6$/)
  const rest = await typed('all before #6')
  expect(rest).toMatch(/^5 incidents:\n[^\n]* #5 shelf 5.*\n(.* #.*\n){3}[^\n]* #1 shelf 1[^\n]*$/)
  expect(await typed('ALL before 1')).toBe('None before #1.')
  expect(await typed('')).toContain('Those before: /incident list before #6')
})

test('a filter that there is not is answered with those there are', async () => {
  await expect(typed('mine')).rejects.toThrow(
    'I cannot list "mine". There is /incident list for what is open',
  )
})
