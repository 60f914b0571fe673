import { expect, test } from 'vitest'
import { parseMarkdown } from './markdown-parse.js'

const text = (value: string) => ({ type: 'text', text: value })

test.each([
  [
    '# Summary\nAll *down* for **an hour**.',
    [
      { type: 'heading', level: 1, children: [text('Summary')] },
      {
        type: 'paragraph',
        children: [
          text('All '),
          { type: 'italic', children: [text('down')] },
          text(' for '),
          { type: 'bold', children: [text('an hour')] },
          text('.'),
        ],
      },
    ],
  ],
  [
    '- [x] revert\n- [ ] alert\n  - nested',
    [
      {
        type: 'list',
        ordered: false,
        items: [
          { depth: 0, ticked: true, children: [text('revert')] },
          { depth: 0, ticked: false, children: [text('alert')] },
          { depth: 1, ticked: undefined, children: [text('nested')] },
        ],
      },
    ],
  ],
  [
    '```\na < b\n```\n---\n> quoted',
    [
      { type: 'pre', text: 'a < b' },
      { type: 'rule' },
      { type: 'quote', blocks: [{ type: 'paragraph', children: [text('quoted')] }] },
    ],
  ],
  [
    '| a | b |\n|---|---|\n| 1 | `2` |',
    [
      {
        type: 'table',
        head: [[text('a')], [text('b')]],
        rows: [[[text('1')], [{ type: 'code', text: '2' }]]],
      },
    ],
  ],
  [
    '[log](https://x.example/a) snake_case_word',
    [
      {
        type: 'paragraph',
        children: [
          { type: 'link', url: 'https://x.example/a', children: [text('log')] },
          text(' snake_case_word'),
        ],
      },
    ],
  ],
])('parses %j', (source, blocks) => {
  expect(parseMarkdown(source)).toEqual(blocks)
})
