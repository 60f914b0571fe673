import { expect, test } from 'vitest'
import { fromSlackText, toSlackText } from './message-text.js'

const names = {
  people: [
    { id: 'U1', names: ['Ada', 'Ada Okafor'] },
    { id: 'U2', names: ['Zoë Marín', 'zoe'] },
  ],
  groups: [{ id: 'S1', handle: 'payments-oncall' }],
  channels: [
    { id: 'C1', name: 'tech' },
    { id: 'C2', name: 'tech-incidents' },
  ],
}

test.each([
  ['ask @Ada Okafor', 'ask <@U1>'],
  ['@zoe, @Ada: look', '<@U2>, <@U1>: look'],
  ['#tech-incidents not #tech', '<#C2> not <#C1>'],
  ['@payments-oncall @here', '<!subteam^S1> <!here>'],
  ['mail ada@Ada.example @Adam', 'mail ada@Ada.example @Adam'],
  ['<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
])('%j is sent as %j', (typed, text) => {
  expect(toSlackText(typed, names)).toBe(text)
})

test.each([
  ['<@U1> see <#C2|tech-incidents> &amp; <!here>', '@Ada see #tech-incidents & @here'],
  ['<https://x.example/a?b=1&amp;c>', 'https://x.example/a?b=1&c'],
  ['&lt;!channel&gt;', '<!channel>'],
])('%j is edited as %j', (text, typed) => {
  expect(fromSlackText(text, names)).toBe(typed)
})
