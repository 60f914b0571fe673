import { expect, test } from 'vitest'
import { startTestSlack } from '../test-slack.ts'

const MIRA = 'U05MIRA'
const GENERAL = 'C01GENERAL'

test.each([
  ['plain words', 'plain words'],
  ['a < b && b > c', 'a &lt; b &amp;&amp; b &gt; c'],
  ['<!channel> <@U01AMINA>', '&lt;!channel&gt; &lt;@U01AMINA&gt;'],
  ['@mira.kowalska look', '<@U05MIRA> look'],
  ['@Mira Kowalska look', '<@U05MIRA> look'],
  ['@Mira, look', '<@U05MIRA>, look'],
  ['@mirabelle look', '@mirabelle look'],
  ['@Tomás hello', '<@U06TOMAS> hello'],
  ['@here now', '<!here> now'],
  ['see #general and #nothing', 'see <#C01GENERAL|> and #nothing'],
  ['see https://a.example/x?a=1&b=2.', 'see <https://a.example/x?a=1&amp;b=2>.'],
  ['`@mira.kowalska <b>` and ```\n@here\n```', '`@mira.kowalska &lt;b&gt;` and ```\n@here\n```'],
  ['mail me@velodrome.example', 'mail me@velodrome.example'],
])('%s becomes %s', async (typed, stored) => {
  await using slack = await startTestSlack()
  const { ts } = await slack.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: typed })
  expect(slack.surface.messages(MIRA, GENERAL).find((m) => m.ts === ts)?.text).toBe(stored)
})

test("a bot's words are stored as they are", async () => {
  await using slack = await startTestSlack()
  const text = '<!channel> *down* @mira.kowalska'
  const sent = await slack.call('chat.postMessage', { channel: MIRA, text })
  expect(sent['message'].text).toBe(text)
})
