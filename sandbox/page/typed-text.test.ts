import { expect, test } from 'vitest'
import { typedText } from './typed-text.js'

const scope = {
  personName: (id: string) => ({ U1: 'Ada Okafor' })[id],
  channelName: (id: string) => ({ C2: 'tech-incidents' })[id],
  groupHandle: (id: string) => ({ S1: 'payments-oncall' })[id],
}

test.each([
  ['<@U1> see <#C2|tech-incidents> &amp; <!here>', '@Ada Okafor see #tech-incidents & @here'],
  ['<!subteam^S1|@payments-oncall>, <@U9|zoe>', '@payments-oncall, @zoe'],
  ['<https://x.example/a?b=1&amp;c>', 'https://x.example/a?b=1&c'],
  ['&lt;!channel&gt;', '<!channel>'],
])('%j was typed as %j', (text, typed) => {
  expect(typedText(text, scope)).toBe(typed)
})
