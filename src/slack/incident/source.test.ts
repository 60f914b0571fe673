import { expect, test } from 'vitest'
import { ZodError } from 'zod'
import { type Picked, pickedFrom } from '../asking/request.ts'
import { sourceFrom, sourceMetadata, sourceOf } from './source.ts'

function picked(channel: { id: string; name: string }, text = 'it is <!here|down> &amp; out'): Picked {
  const message = { ts: '10.1', author: 'U1', text, raw: {} }
  const asked = { user: 'U2', key: 'k', trigger: 't', responseUrl: null }
  return { kind: 'picked', callback: 'declare-from-message', ...asked, channel, message }
}

test.each([
  [{ id: 'C1', name: 'general' }, false],
  [{ id: 'C1', name: 'privategroup' }, true],
  [{ id: 'G1', name: 'leads' }, true],
  [{ id: 'D1', name: 'directmessage' }, true],
  [{ id: 'C1', name: 'mpdm-ann--ben-1' }, true],
])('talk in %j is private: %j', (channel, expected) => {
  expect(sourceOf(picked(channel)).private).toBe(expected)
})

test('a source comes back as it went, however long, in plain text', () => {
  const source = sourceOf(picked({ id: 'C1', name: 'general' }))
  expect(source.text).toBe('it is @here & out')
  expect(sourceFrom(sourceMetadata(source))).toEqual(source)
  const long = sourceMetadata(sourceOf(picked({ id: 'C1', name: 'general' }, '"\n🔥'.repeat(10_000))))
  expect(long.length).toBeLessThan(3000)
  expect(sourceFrom(long)?.text.length).toBeGreaterThan(300)
})

test.each(['', 'a', '👩‍👩‍👧'])('a source whose ids leave no room keeps nothing of %j', (text) => {
  const source = { ...sourceOf(picked({ id: 'C1', name: 'general' }, text)), author: 'U'.repeat(5_000) }
  expect(sourceFrom(sourceMetadata(source))).toEqual({ ...source, text: '' })
})

test.each([
  ['channel', { channel: { id: 'C'.repeat(200) } }],
  ['writer', { message: { ts: '10.1', user: 'U'.repeat(5_000) } }],
  ['time', { message: { ts: 'tomorrow' } }],
])('a message with a %s that Slack never gives is not read', (_, odd) => {
  const usual = {
    user: { id: 'U1' },
    trigger_id: 't',
    callback_id: 'declare-from-message',
    channel: { id: 'C1' },
    message: { ts: '10.1', user: 'U1', text: 'x' },
  }
  expect(pickedFrom(usual).message.ts).toBe('10.1')
  expect(() => pickedFrom({ ...usual, ...odd })).toThrow(ZodError)
})

test.each(['', '{}', 'not json', '{"incident":7}', 'null'])('%j is no source', (metadata) => {
  expect(sourceFrom(metadata)).toBeNull()
})
