import { expect, test } from 'vitest'
import { parseMrkdwn, parsePlain } from './mrkdwn-parse.js'

const text = (value: string) => ({ type: 'text', text: value })

test.each([
  ['a *bold* word', [text('a '), { type: 'bold', children: [text('bold')] }, text(' word')]],
  [
    '*bold _both_*',
    [{ type: 'bold', children: [text('bold '), { type: 'italic', children: [text('both')] }] }],
  ],
  ['snake_case_name and 2*3*4', [text('snake_case_name and 2*3*4')]],
  ['* not bold*', [text('* not bold*')]],
  [
    '~gone~, `a *b* &lt;c&gt;`',
    [{ type: 'strike', children: [text('gone')] }, text(', '), { type: 'code', text: 'a *b* <c>' }],
  ],
  [
    'look:\n```\nif (a &lt; b)\n```\ndone',
    [text('look:'), { type: 'pre', text: 'if (a < b)' }, text('done')],
  ],
  ['&gt; said\n> twice\nreply', [{ type: 'quote', children: [text('said\ntwice')] }, text('reply')]],
  ['>>> all\nthe rest', [{ type: 'quote', children: [text('all\nthe rest')] }]],
  [
    '<@U1> <#C2|tech> <!here>',
    [
      { type: 'user', id: 'U1', label: undefined },
      text(' '),
      { type: 'channel', id: 'C2', label: 'tech' },
      text(' '),
      { type: 'broadcast', name: 'here' },
    ],
  ],
  ['&lt;!channel&gt; stays text', [text('<!channel> stays text')]],
  [
    '<https://x.example/a?b=1&amp;c|the *graph*>',
    [{ type: 'link', url: 'https://x.example/a?b=1&c', children: [text('the *graph*')] }],
  ],
  [
    'see https://x.example/a_b_c.',
    [
      text('see '),
      { type: 'link', url: 'https://x.example/a_b_c', children: [text('https://x.example/a_b_c')] },
      text('.'),
    ],
  ],
  [
    '<!date^1763715600^{time}|noon>',
    [{ type: 'date', seconds: 1763715600, pattern: '{time}', url: undefined, fallback: 'noon' }],
  ],
  ['<!subteam^S1|payments>', [{ type: 'group', id: 'S1', label: 'payments' }]],
  [':fire: at 10:30:15', [{ type: 'emoji', name: 'fire' }, text(' at 10:30:15')]],
  [
    '<b onclick=alert(1)>hi</b>',
    [
      { type: 'link', url: 'b onclick=alert(1)', children: [text('b onclick=alert(1)')] },
      text('hi'),
      { type: 'link', url: '/b', children: [text('/b')] },
    ],
  ],
])('parses %j', (source, nodes) => {
  expect(parseMrkdwn(source)).toEqual(nodes)
})

test('plain text knows emoji and nothing else', () => {
  expect(parsePlain('*no* :ok: <@U1>')).toEqual([
    text('*no* '),
    { type: 'emoji', name: 'ok' },
    text(' <@U1>'),
  ])
})
