import { expect, test } from 'vitest'
import { ZodError } from 'zod'
import { type Picked, pickedFrom } from '../asking/request.ts'
import { sourceFrom, sourceMetadata, sourceOf, titleFrom } from './source.ts'

function picked(channel: { id: string; name: string }, text = 'it is <!here|down> &amp; out'): Picked {
  return pickedFrom({
    user: { id: 'U2' },
    trigger_id: 't',
    callback_id: 'declare-from-message',
    channel,
    message: { ts: '10.1', user: 'U1', text },
  })
}

function source(channel: { id: string; name: string }, text?: string) {
  const one = picked(channel, text)
  return sourceOf(one, one.said.text)
}

test.each([
  [{ id: 'C1', name: 'general' }, false],
  [{ id: 'C1', name: 'privategroup' }, true],
  [{ id: 'G1', name: 'leads' }, true],
  [{ id: 'D1', name: 'directmessage' }, true],
  [{ id: 'C1', name: 'mpdm-ann--ben-1' }, true],
])('talk in %j is private: %j', (channel, expected) => {
  expect(source(channel).private).toBe(expected)
})

test('a source comes back as it went, however long, and gives a title in plain text', () => {
  const told = source({ id: 'C1', name: 'general' })
  expect(titleFrom(told)).toBe('it is @here & out')
  expect(sourceFrom(sourceMetadata(told))).toEqual(told)
  const long = sourceMetadata(source({ id: 'C1', name: 'general' }, '"\n🔥'.repeat(10_000)))
  expect(long.length).toBeLessThan(3000)
  expect(sourceFrom(long)?.text.length).toBeGreaterThan(300)
})

test('no mention is cut in two where a source is cut', () => {
  const long = source({ id: 'C1', name: 'general' }, `${'a'.repeat(2_795)} <!subteam^S1|@payments-oncall>`)
  expect(sourceFrom(sourceMetadata(long))?.text).not.toContain('<')
})

test('a forward and an app are kept with the source, and the title is the words alone', () => {
  const message = {
    ts: '10.1',
    bot_id: 'B1',
    bot_profile: { name: 'Alerts' },
    text: '',
    attachments: [{ is_share: true, is_msg_unfurl: true, author_id: 'U7', text: 'it is <!here|down>' }],
  }
  const channel = { id: 'C1', name: 'general' }
  const one = pickedFrom({ user: { id: 'U2' }, trigger_id: 't', callback_id: 'c', channel, message })
  const told = sourceOf(one, one.said.text)
  expect(sourceFrom(sourceMetadata(told))).toMatchObject({ app: 'Alerts', forwarded: ['U7'], author: null })
  expect(titleFrom(told)).toBe('it is @here')
})

test.each(['', 'a', '👩‍👩‍👧'])('a source whose ids leave no room keeps nothing of %j', (text) => {
  const told = { ...source({ id: 'C1', name: 'general' }, text), author: 'U'.repeat(5_000) }
  expect(sourceFrom(sourceMetadata(told))).toEqual({ ...told, text: '' })
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
  expect(pickedFrom(usual).said.ts).toBe('10.1')
  expect(() => pickedFrom({ ...usual, ...odd })).toThrow(ZodError)
})

test.each(['', '{}', 'not json', '{"incident":7}', 'null'])('%j is no source', (metadata) => {
  expect(sourceFrom(metadata)).toBeNull()
})
