import { expect, test } from 'vitest'
import { channelUrl, workspaceUrl } from './workspace-address.ts'

test.each([
  ['https://velodrome.slack.com/', 'https://velodrome.slack.com/'],
  ['https://velodrome.enterprise.slack.com', 'https://velodrome.enterprise.slack.com/'],
  ['https://agency.slack-gov.com/', 'https://agency.slack-gov.com/'],
  ['javascript:alert(1)', null],
  ['velodrome', null],
  [undefined, null],
])('%j is %j', (given, url) => {
  expect(workspaceUrl(given)).toBe(url)
})

test.each([
  [{ team: 'T1', url: 'https://velodrome.slack.com/' }, 'https://velodrome.slack.com/archives/C1'],
  [{ team: 'T1', url: null }, 'https://slack.com/app_redirect?team=T1&channel=C1'],
  [null, 'https://slack.com/app_redirect?channel=C1'],
])('of %j', (workspace, url) => {
  expect(channelUrl(workspace, 'C1')).toBe(url)
})
