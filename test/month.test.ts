/** A month on call is seen as a picture, in one message that turns to other months in its place. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace()
  for (const one of [clara, devon]) await work.types(one, '/oncall join geoc')
  await work.types(jonas, '/oncall join im')
})
afterAll(() => work[Symbol.asyncDispose]())

async function months(as: string, channel: string) {
  const all = work.slack.surface.messages(as, channel)
  return all.filter(({ blocks }) => JSON.stringify(blocks ?? []).includes('month.more'))
}

async function dm(as: string): Promise<string> {
  return (await work.does(as, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
}

/** The picture that a message shows, as Slack serves it. */
function picture(blocks: unknown): string {
  return /"slack_file":\{"id":"(F\w+)"\}/.exec(JSON.stringify(blocks))?.[1] ?? ''
}

test('it comes into the messages of whoever asks, and "More" turns it on in its place', async () => {
  expect(await work.types(devon, '/oncall month')).toContain('It comes in your messages with me')
  await work.settled()
  const [shown] = await months(devon, await dm(devon))
  const first = picture(shown?.blocks)
  const served = await fetch(`${work.slack.url}/files/${first}`)
  expect(served.headers.get('content-type')).toContain('image/png')
  expect(JSON.stringify(shown?.blocks)).toMatch(/"alt_text":"On call in \w+ \d{4}\. GEOC: .*Clara/)

  const channel = await dm(devon)
  await work.presses(devon, 'month.more', { channel, ts: shown?.ts ?? '' })
  await work.settled()
  const after = await months(devon, channel)
  expect(after.map(({ ts }) => ts)).toEqual([shown?.ts])
  expect(picture(after[0]?.blocks)).not.toBe(first)
  expect(after[0]?.text).not.toBe(shown?.text)
})

test('in words it says the same, person by person', async () => {
  const channel = await dm(devon)
  const [shown] = await months(devon, channel)
  await work.presses(devon, 'month.words', { channel, ts: shown?.ts ?? '' })
  expect(work.reads(devon)).toMatch(/GEOC, a day each, from 09:00[^]*(Clara|Devon)/)
})

test('with "here" the channel sees it, and one rota of a named month alone', async () => {
  const incidents = work.slack.surface.channels(mira).find(({ name }) => name === 'incidents')?.id ?? ''
  await work.does(mira, { act: 'join', channel: incidents })
  await work.types(mira, '/oncall month here next geoc', incidents)
  await work.settled()
  const [shown] = await months(mira, incidents)
  expect(shown?.text).toMatch(/^On call in \w+ \d{4}: GEOC/)
})

test('a channel that does not take it leaves nobody waiting', async () => {
  const leads = 'C06LEADS'
  await work.types(jonas, '/oncall month here', leads)
  await work.settled()
  const told = await months(jonas, await dm(jonas))
  expect(told.at(-1)?.text).toContain('I could not post it in that channel: invite me there')
})

test('a month far away, and words that are none, have a kind answer', async () => {
  expect(await work.types(devon, '/oncall month 2099-01')).toContain('at most two years from now')
  expect(await work.types(devon, '/oncall month soonish')).toContain(
    'A month is written like /oncall month december',
  )
})
