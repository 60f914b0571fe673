import { expect, test } from 'vitest'
import { isSame, peopleAmong, programName, readActor, storedActor } from './actor.ts'
import type { Somebody } from './incident.ts'

test.each<[Somebody, string]>([
  ['U0ANN', 'U0ANN'],
  [{ source: 'prom' }, 'source:prom'],
  [{ key: 'deploy-bot' }, 'key:deploy-bot'],
  [{ source: 'U0ANN' }, 'source:U0ANN'],
  [{ source: 'a:b' }, 'source:a:b'],
])('%j is stored as %s, and read back', (actor, stored) => {
  expect(storedActor(actor)).toBe(stored)
  expect(readActor(stored)).toEqual(actor)
})

test('a program is never a person, even with a user id for its name', () => {
  expect(isSame({ source: 'U0ANN' }, 'U0ANN')).toBe(false)
  expect(isSame({ source: 'prom' }, { key: 'prom' })).toBe(false)
  expect(isSame({ source: 'prom' }, { source: 'prom' })).toBe(true)
  expect(peopleAmong(['U0ANN', { key: 'U0BEN' }, null, undefined, 'U0ANN'])).toEqual(['U0ANN'])
  expect(programName({ source: 'prom' })).toBe('prom (source)')
})
