import { expect, test } from 'vitest'
import { slackPlace } from './slack-link.js'

test.each([
  ['https://slack.com/app_redirect?channel=C1', { channel: 'C1', thread: undefined, ts: undefined }],
  ['https://velodrome.slack.com/archives/C1', { channel: 'C1', thread: undefined, ts: undefined }],
  [
    'https://velodrome.slack.com/archives/C1/p1795250183000200',
    { channel: 'C1', thread: undefined, ts: '1795250183.000200' },
  ],
  [
    'https://velodrome.slack.com/archives/C1/p1795250183000200?thread_ts=1795250000.000100&cid=C1',
    { channel: 'C1', thread: '1795250000.000100', ts: '1795250183.000200' },
  ],
  ['https://notslack.com/archives/C1', undefined],
  ['https://wiki.example/archives/C1', undefined],
  ['nonsense', undefined],
])('%s leads to %j', (url, place) => {
  expect(slackPlace(url)).toEqual(place)
})
