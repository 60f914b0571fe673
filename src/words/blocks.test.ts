import { expect, test } from 'vitest'
import { bold, channel, link, lines, mention, message, quote, text, webAddress, when } from './blocks.ts'

test('a line is its parts in order, with the same words for a notification', () => {
  const { block, fallback } = lines(
    [bold('Led by: '), mention('U1ROBIN'), ' in ', channel('C1ROOM')],
    ['<b> & more'],
  )
  expect(block).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Led by: ', style: { bold: true } },
          { type: 'user', user_id: 'U1ROBIN' },
          { type: 'text', text: ' in ' },
          { type: 'channel', channel_id: 'C1ROOM' },
          { type: 'text', text: '\n' },
          { type: 'text', text: '<b> & more' },
        ],
      },
    ],
  })
  expect(fallback).toBe('Led by: <@U1ROBIN> in <#C1ROOM>\n&lt;b&gt; &amp; more')
})

test('text that is no id is shown as words', () => {
  expect(mention('Robin Vale').element).toEqual({ type: 'text', text: 'Robin Vale' })
  expect(channel('!channel').element).toEqual({ type: 'text', text: '!channel' })
})

test.each([
  ['https://x.example/a b', 'https://x.example/a%20b'],
  ['HTTP://x.example', 'http://x.example/'],
  ['javascript:alert(1)', null],
  ['slack://channel?id=C1', null],
  ['not an address', null],
  [`https://x.example/${'a'.repeat(3000)}`, null],
])('%s may lead to %s', (url, expected) => {
  expect(webAddress(url)).toBe(expected)
  expect(link(url, 'there').element.type).toBe(expected === null ? 'text' : 'link')
})

test('an instant is shown in the reader’s zone, and in UTC where it cannot be', () => {
  expect(when(new Date('2026-02-14T13:05:40Z'))).toEqual({
    element: { type: 'date', timestamp: 1771074340, format: '{time}', fallback: '13:05 UTC' },
    fallback: '13:05 UTC',
  })
  expect(when(new Date('2026-02-14T13:05:40Z'), 'day').fallback).toBe('2026-02-14 13:05 UTC')
})

test('a long fallback ends neither within an escape nor within a mention', () => {
  for (let lead = 2990; lead <= 3000; lead++) {
    for (const tail of ['&&&&', '<@U1>']) {
      const one = tail === '<@U1>' ? mention('U1ROBIN') : text(tail)
      const shown = message(
        lines([text('a'.repeat(1500)), text('a'.repeat(lead - 1500)), one, ' and so on']),
      ).text
      expect(shown).toMatch(/(a|&amp;|<@U1ROBIN>)…$/)
    }
  }
})

test('an empty text still gives a message that Slack takes', () => {
  expect(lines().fallback).toBe('…')
  expect(quote('  ').fallback).toBe('…')
})

test('a message holds as many blocks as Slack takes', () => {
  const many = Array.from({ length: 60 }, () => lines(['one']))
  expect(message(null, ...many, false).blocks).toHaveLength(50)
})
