import { expect, test } from 'vitest'
import { blockWords } from './block-words.ts'

const text = (words: string, type = 'mrkdwn') => ({ type, text: words })
const rich = (...elements: object[]) => ({ type: 'rich_text', elements })
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })

test.each([
  ['a header', { type: 'header', text: text('a <b>', 'plain_text') }, 'a &lt;b&gt;'],
  [
    'a section with fields',
    { type: 'section', text: text('*a*'), fields: [text('b'), text('c', 'plain_text')] },
    '*a*\nb\nc',
  ],
  [
    'a section’s button',
    { type: 'section', text: text('a'), accessory: { type: 'button', text: text('Undo', 'plain_text') } },
    'a',
  ],
  [
    'a context',
    { type: 'context', elements: [text('a'), { type: 'image', alt_text: 'b' }, text('c')] },
    'a b c',
  ],
  ['a picture with a title', { type: 'image', title: text('graph', 'plain_text'), alt_text: 'x' }, 'graph'],
  ['a picture without', { type: 'image', alt_text: 'a graph' }, 'a graph'],
  ['markdown', text('**a**', 'markdown'), '**a**'],
  [
    'a table',
    {
      type: 'table',
      rows: [[text('a', 'raw_text'), text('b', 'raw_text')], [rich(section({ type: 'text', text: 'c' }))]],
    },
    'a b\nc',
  ],
  ['buttons', { type: 'actions', elements: [{ type: 'button', text: text('Undo', 'plain_text') }] }, ''],
  ['a kind that is new', { type: 'alert', text: text('a'), title: text('t') }, 't\na'],
  [
    'rich text',
    rich(
      section(
        { type: 'text', text: 'a & ' },
        { type: 'user', user_id: 'U1' },
        { type: 'channel', channel_id: 'C1' },
        { type: 'usergroup', usergroup_id: 'S1' },
        { type: 'broadcast', range: 'here' },
        { type: 'emoji', name: 'fire' },
        { type: 'link', url: 'https://x.example', text: 'the page' },
        { type: 'date', fallback: ' today' },
      ),
      {
        type: 'rich_text_list',
        elements: [
          section({ type: 'text', text: 'one' }),
          section({ type: 'link', url: 'https://y.example' }),
        ],
      },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }] },
    ),
    'a &amp; <@U1><#C1><!subteam^S1><!here>:fire:the page <https://x.example> today\none\n<https://y.example>\ncode',
  ],
  ['anything else', 'words', ''],
])('%s', (_, block, words) => {
  expect(blockWords([block])).toBe(words)
})

test('blocks in blocks end somewhere', () => {
  let one: object = text('deep')
  for (let nth = 0; nth < 10_000; nth++) one = { type: 'x', elements: [one] }
  expect(blockWords([one])).toBe('')
})
