import { expect, test } from 'vitest'
import type { Message } from '#history/heard.ts'
import { causeIn, chosen, kindOfLink, namesCause } from './chosen.ts'

test.each([
  ['https://git.example/shop/pull/8214', 'a pull request'],
  ['https://gitlab.example/shop/-/merge_requests/7', 'a pull request'],
  ['https://deploys.example/runs/9120', 'a deploy'],
  ['https://github.com/shop/actions/runs/1', 'a deploy'],
  ['https://grafana.example/d/quotes', 'a dashboard'],
  ['https://logs.example/quotes', 'a dashboard'],
  ['https://sentry.example/issues/1', 'an error tracker'],
  ['https://admin.example/brands/4711/orders', null],
  ['https://wiki.example/pull-ups', null],
])('%s leads to %s', (url, kind) => {
  expect(kindOfLink(url)).toBe(kind)
})

test.each([
  ['The cause is the migration, and reverting is safe.', true],
  ['Broken because of one corrupted message', true],
  ['What is the cause?', false],
  ['No idea what the cause is', false],
  ['The cache is not the cause', false],
  ['The cause is unknown', false],
])('%s: names a cause is %s', (text, names) => {
  expect(namesCause(text)).toBe(names)
})

test('only the sentence that names the cause is taken', () => {
  expect(causeIn('Looking. The cause is the pool size. It only hurts at night.')).toBe(
    'The cause is the pool size.',
  )
})

const message = (change: Partial<Message>): Message => ({
  channel: 'C1',
  ts: '10.1',
  at: new Date(10_100),
  threadTs: null,
  author: 'U1',
  byApp: false,
  subtype: null,
  text: 'hello',
  files: [],
  editedTs: null,
  deleted: false,
  reactions: [],
  pinned: false,
  ...change,
})
const file = { id: 'F1', name: 'a.png', mimetype: 'image/png', size: 1, permalink: '' }
const nothing = { bot: 'UBOT', added: new Set<string>(), source: null }

test.each<[string, Partial<Message>, string | null]>([
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
  ['a question about the status', { text: 'Is it fixed?' }, null],
  ['a joining', { subtype: 'channel_join', text: '<@U1> has joined, all is fixed' }, null],
  ['our own', { author: 'UBOT', pinned: true }, null],
  ['a deleted one', { deleted: true, pinned: true }, null],
])('%s is chosen as %3$s', (_what, change, why) => {
  expect(chosen([message(change)], nothing).map((one) => one.why)).toEqual(why === null ? [] : [why])
})

test('only the first message that names a cause is chosen for it', () => {
  const both = [
    message({ text: 'It is due to the cache' }),
    message({ ts: '11.1', text: 'It is due to the index' }),
  ]
  expect(chosen(both, nothing).map((one) => [one.message.ts, one.why])).toEqual([
    ['10.1', 'first to name a cause'],
  ])
})
