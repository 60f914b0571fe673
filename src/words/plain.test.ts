import { expect, test } from 'vitest'
import { plain } from './plain.ts'

test.each([
  ['ask <@U1|sam> and <@W2>', 'ask @sam and @somebody', ['U1', 'W2'], []],
  ['<@U1|sam> <@U1>', '@sam @somebody', ['U1'], []],
  ['in <#C1|general> or <#C2> or <#C3|>', 'in #general or a channel or a channel', [], []],
  [
    'see <https://x.example/a?b=1&amp;c=2|the page>',
    'see https://x.example/a?b=1&c=2',
    [],
    ['https://x.example/a?b=1&c=2'],
  ],
  ['<http://x.example>', 'http://x.example', [], ['http://x.example']],
  ['<mailto:a@x.example|a@x.example> <tel:+331|+331>', 'a@x.example +331', [], []],
  ['<!channel> <!here|here> <!everyone>', '@channel @here @everyone', [], []],
  ['<!subteam^S1|@payments> <!subteam^S2>', '@payments a group', [], []],
  ['<!date^1392734382^{date}|18 Feb 2014>', '18 Feb 2014', [], []],
  ['a &amp; b &lt;!channel&gt; &amp;lt;', 'a & b <!channel> &lt;', [], []],
  ['&lt;@U1&gt; is typed by hand', '<@U1> is typed by hand', [], []],
  ['5 < 6 and <>', '5 < 6 and <>', [], []],
])('%s reads %s', (slack, text, mentioned, links) => {
  expect(plain(slack)).toEqual({ text, mentioned, links })
})
