import { expect, test } from 'vitest'
import { type Reader, says, wordsOf } from './words.ts'

const reader: Reader = {
  zone: 'Europe/Paris',
  person: (id) => ({ U01: 'Amina' })[id] ?? id,
  channel: (id) => ({ C01: 'questions' })[id] ?? id,
}

test.each([
  ['hello <@U01>, see <#C01|questions>', 'hello @Amina, see #questions'],
  ['<!here> a &lt; b &amp;&amp; c', '@here a < b && c'],
  ['<https://a.example/x|the log> <https://a.example>', 'the log (https://a.example/x) https://a.example'],
  ['<!date^1802437200^{time}|14:00 UTC>', '14:00 UTC'],
])('%s reads %s', (text, read) => {
  expect(wordsOf({ text, files: [] }, reader)).toBe(read)
})

test('blocks are read in their order, buttons in brackets, times in the reader’s zone', () => {
  const section = [
    { type: 'text', text: 'Paged: ' },
    { type: 'user', user_id: 'U01' },
    { type: 'text', text: ' at ' },
    { type: 'date', timestamp: 1802437200, format: '{time}' },
  ]
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: '#1 Checkout fails' } },
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: section }] },
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Resolve' } }] },
  ]
  const read = wordsOf({ text: 'unused', blocks, files: [] }, reader)
  expect(read).toBe('#1 Checkout fails\nPaged: @Amina at 14:00\n[Resolve]')
})

test.each([
  ['It’s  back\nagain', "it's back", true],
  ['Fix… now', 'fix...', true],
  ['Resolved', 'resolve it', false],
])('whether "%s" says "%s": %s', (text, words, expected) => {
  expect(says(text, words)).toBe(expected)
})
