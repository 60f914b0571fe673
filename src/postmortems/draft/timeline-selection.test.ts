import { expect, test } from 'vitest'
import { sampleMessage } from '../../../test/samples/sample-message.ts'
import type { RecordedMessage } from '#history/heard.ts'
import { selectForTimeline, kindOfLink } from './timeline-selection.ts'
import { findIn } from './find-in-message.ts'

test.each([
  ['https://git.example/shop/pull/8214', 'a pull request'],
  ['https://gitlab.example/shop/-/merge_requests/7', 'a pull request'],
  ['https://deploys.example/runs/9120', 'a deploy'],
  ['https://github.com/shop/actions/runs/1', 'a deploy'],
  ['https://grafana.example/d/quotes', 'a dashboard'],
  ['https://logs.example/quotes', 'a dashboard'],
  ['https://sentry.example/issues/1', 'an error tracker'],
  ['https://git.example/shop/commit/4be1c0d', 'a commit'],
  ['https://prometheus:9090/graph?g0.expr=up', 'a dashboard'],
  ['https://admin.example/brands/4711/orders', null],
  ['https://wiki.example/pull-ups', null],
])('%s leads to %s', (url, kind) => {
  expect(kindOfLink(url)).toBe(kind)
})

const file = { id: 'F1', name: 'a.png', mimetype: 'image/png', size: 1, permalink: '' }
const found = (...messages: RecordedMessage[]) => messages.map((one) => findIn(one, 'UBOT'))
const nothing = { added: new Set<string>(), source: null, turning: new Map<string, string>() }

test.each<[string, Partial<RecordedMessage>, string | null]>([
  ['small talk', {}, null],
  ['a pin', { pinned: true }, 'pinned'],
  ['a pushpin', { reactions: [{ name: 'pushpin', users: ['U2'] }] }, 'marked 📌'],
  ['another reaction', { reactions: [{ name: 'eyes', users: ['U2'] }] }, null],
  ['a picture', { files: [file], subtype: 'file_share', text: '' }, 'a screenshot'],
  ['a log', { files: [{ ...file, mimetype: 'text/plain' }] }, 'a file'],
  [
    'a dashboard of an app',
    { byApp: true, text: '<https://grafana.x.example/d/1|Latency>' },
    'links to a dashboard',
  ],
  ['a status', { text: 'The revert is out.' }, 'says how it stands'],
  ['a relapse', { text: 'Time-outs again, only in Lille' }, 'says how it stands'],
  ['a question about the status', { text: 'Is it fixed?' }, null],
  ['a joining', { subtype: 'channel_join', text: '<@U1> has joined, all is fixed' }, null],
  ['our own', { author: 'UBOT', pinned: true }, null],
  ['a deleted one', { deleted: true, pinned: true }, null],
])('%s is chosen as %3$s', (_what, change, why) => {
  expect(selectForTimeline(found(sampleMessage(change)), nothing).map((one) => one.why)).toEqual(
    why === null ? [] : [why],
  )
})

test('a message is chosen for the cause it names, and for where it stands', () => {
  const both = [
    sampleMessage({ text: 'It is due to the cache' }),
    sampleMessage({ ts: '11.1', text: 'Vacuum has been running since nine' }),
  ]
  expect(selectForTimeline(found(...both), nothing).map((one) => [one.message.ts, one.why])).toEqual([
    ['10.1', 'says what the cause may be'],
  ])
  const turning = new Map([['message:C1:11.1', 'the last words before fix 1']])
  expect(selectForTimeline(found(...both), { ...nothing, turning }).map(({ why }) => why)).toEqual([
    'says what the cause may be',
    'the last words before fix 1',
  ])
})

test('an hour has twenty lines, what stands at a turn first, and what people marked besides', () => {
  const said = Array.from({ length: 60 }, (_, nth) =>
    sampleMessage({
      ts: `${nth}.1`,
      at: new Date((nth < 55 ? nth : nth + 10) * 60_000),
      text: 'The revert is out.',
      pinned: nth === 3,
    }),
  )
  const turning = new Map([['message:C1:50.1', 'the last words before fix 1']])
  const lines = selectForTimeline(found(...said), { ...nothing, turning })
  const [first, second] = [lines.filter(({ message }) => +message.at < 3_600_000), lines.slice(20)]
  expect(first).toHaveLength(20)
  expect(first.map(({ message }) => message.ts)).toEqual(expect.arrayContaining(['3.1', '50.1', '0.1']))
  expect(second).toHaveLength(5)
  const marked = said.map((one) => ({ ...one, pinned: true }))
  expect(selectForTimeline(found(...marked), nothing)).toHaveLength(60)
})
