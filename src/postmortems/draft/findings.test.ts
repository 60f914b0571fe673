import { expect, test } from 'vitest'
import { sampleMessage } from '../../../test/samples/sample-message.ts'
import { selectForTimeline } from './timeline-selection.ts'
import { findingsOf } from '../findings-service.ts'
import { beginningOf } from './said.ts'

/** Advances the meter by a millisecond at each look. */
function pace() {
  let at = 0
  return { meter: () => (at += 1), breath: async () => {} }
}

test('messages there is no time for stay unread, and those somebody marked are still on the timeline', async () => {
  const said = Array.from({ length: 50 }, (_, nth) =>
    sampleMessage({ ts: `${nth}.1`, text: 'The cause is the cache', pinned: nth === 49 }),
  )
  const findings = await findingsOf(said, 'UBOT', { pace: pace(), budget: 30 })
  const read = findings.filter(({ isRead }) => isRead).length
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(49)
  expect(findings.map(({ message }) => message)).toEqual(said)
  expect(findings.filter(({ naming }) => naming !== null)).toHaveLength(read)
  const shown = selectForTimeline(findings, { added: new Set(), source: null, turning: new Map() })
  expect(shown).toHaveLength(read + 1)
  expect(shown.at(-1)?.why).toBe('pinned')
})

test('the rules look at the beginning of a message, up to a space', () => {
  const address = `https://git.example/${'a'.repeat(100)}`
  const { text } = beginningOf(`${'It is slow. '.repeat(163)}${address} The cause is the cache.`)
  expect(text.length).toBeLessThanOrEqual(2_000)
  expect(text.endsWith('It is slow.')).toBe(true)
  expect(beginningOf(`It is ${'a'.repeat(40_000)}`).text).toHaveLength(2_000)
  expect(beginningOf('a'.repeat(40_000)).words).toBe('a'.repeat(2_000))
})
