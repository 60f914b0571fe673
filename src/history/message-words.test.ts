import { expect, test } from 'vitest'
import { messageWords } from './message-words.ts'

const share = { is_share: true, is_msg_unfurl: true, author_id: 'U1', from_url: 'https://a.example/p1' }
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})

test.each([
  [
    'its text, exactly',
    { text: ' it is down ', blocks: [section('x')], attachments: [{ text: 'y' }] },
    ' it is down ',
  ],
  ['its blocks', { text: '', blocks: [section('*down*')], attachments: [{ text: 'y' }] }, '*down*'],
  ['its attachments', { text: '', attachments: [{ title: 'a' }, { text: 'b' }] }, 'a\nb'],
  ['a mention, and what is said below it', { text: '<!here>', attachments: [{ text: 'b' }] }, '<!here>\nb'],
  ['a mention alone', { text: '<@U1>', blocks: [rich({ type: 'user', user_id: 'U1' })] }, '<@U1>'],
  [
    'all parts of an attachment, the address last',
    {
      attachments: [
        {
          pretext: 'p',
          title: 't',
          title_link: 'https://x.example/?a=1&b=2',
          text: 'w',
          fields: [{ title: 'k', value: 'v' }, { value: 'z' }],
        },
      ],
    },
    'p\nt\nw\nk: v\nz\n<https://x.example/?a=1&amp;b=2>',
  ],
  [
    'blocks in an attachment',
    { attachments: [{ fallback: '[no preview available]', blocks: [section('b')] }] },
    'b',
  ],
  ['a fallback, where there is nothing else', { attachments: [{ fallback: 'f' }] }, 'f'],
  ['nothing where Slack made up the fallback', { attachments: [{ fallback: '[no preview available]' }] }, ''],
  [
    'nothing of a link’s preview',
    { text: '', attachments: [{ from_url: 'https://x.example', text: 'y' }] },
    '',
  ],
  ['nothing of an app’s preview', { text: 'see', attachments: [{ is_app_unfurl: true, text: 'y' }] }, 'see'],
  ['a forward', { text: '', attachments: [{ ...share, text: 'down' }] }, 'Forwarded from <@U1>:\ndown'],
  [
    'a forward under words',
    { text: 'look', attachments: [{ ...share, text: 'down' }] },
    'look\nForwarded from <@U1>:\ndown',
  ],
  [
    'a forward of blocks',
    { attachments: [{ ...share, text: '', message_blocks: [{ message: { blocks: [section('b')] } }] }] },
    'Forwarded from <@U1>:\nb',
  ],
  [
    'a forwarded alert',
    {
      attachments: [
        { ...share, bot_id: 'B1', author_name: 'Alerts & more', text: '', attachments: [{ title: 'high' }] },
      ],
    },
    'Forwarded from Alerts &amp; more:\nhigh',
  ],
  ['somebody unknown', { attachments: [{ is_share: true, text: 'x' }] }, 'Forwarded from somebody:\nx'],
  [
    'a message passed on without Slack’s mark for it',
    {
      text: '',
      attachments: [
        { is_msg_unfurl: true, author_id: 'U1', from_url: 'https://a.example/p1?x=1&y=2', text: 'd' },
      ],
    },
    'Forwarded from <@U1>:\nd',
  ],
  [
    'not the message behind a link that they wrote',
    {
      text: '<https://a.example/p1?x=1&amp;y=2>',
      attachments: [
        { is_msg_unfurl: true, author_id: 'U1', from_url: 'https://a.example/p1?x=1&y=2', text: 'd' },
      ],
    },
    '<https://a.example/p1?x=1&amp;y=2>',
  ],
  [
    'what is whole among what is not',
    { attachments: [{ title: 7, text: 'b', fields: 'x', blocks: 1 }, null, 'x'] },
    'b',
  ],
  ['a text that PostgreSQL can keep', { text: 'a\u0000b\ud800' }, 'ab\ufffd'],
])('it says %s', (_, message, words) => {
  expect(messageWords(message).text).toBe(words)
})

test('everybody whose words are passed on is known, and the files come along', () => {
  const inner = { ...share, author_id: 'U2', text: 'x', files: [{ id: 'F2' }] }
  const whole = messageWords({
    attachments: [{ ...share, text: '', attachments: [inner], files: [{ id: 'F1' }] }],
  })
  expect(whole.text).toBe('Forwarded from <@U1>:\nForwarded from <@U2>:\nx')
  expect(whole.forwarded).toEqual(['U1', 'U2'])
  expect(whole.files).toEqual([{ id: 'F1' }, { id: 'F2' }])
})

test('forwards of forwards end somewhere', () => {
  let one: object = { ...share, text: 'deep' }
  for (let nth = 0; nth < 10_000; nth++) one = { ...share, text: '', attachments: [one] }
  expect(messageWords({ attachments: [one] }).text).not.toContain('deep')
})
