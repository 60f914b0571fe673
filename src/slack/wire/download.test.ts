import { expect, test } from 'vitest'
import { isSlacks } from './download.ts'

test.each([
  ['https://files.slack.com/files-pri/T1-F1/a.png', null, true],
  ['https://files.slack-gov.com/files-pri/T1-F1/a.png', 'https://slack-gov.com/api/', true],
  ['https://agency.slack-gov.com/files/F1', 'https://slack-gov.com/api/', true],
  ['http://files.slack-gov.com/files-pri/T1-F1/a.png', 'https://slack-gov.com/api/', false],
  ['https://notslack-gov.com/a.png', 'https://slack-gov.com/api/', false],
  ['https://slack-gov.com.example.com/a.png', 'https://slack-gov.com/api/', false],
  ['http://127.0.0.1:1/files/F1', 'http://127.0.0.1:1/api/', true],
])('the token is shown to %s of %s: %s', (url, apiUrl, shown) => {
  expect(isSlacks(url, apiUrl)).toBe(shown)
})
