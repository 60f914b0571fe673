import { expect, test } from 'vitest'
import { messagesPage } from './messages-page.ts'

test('docs/messages.md is what the code says', async () => {
  await expect(messagesPage()).toMatchFileSnapshot('../docs/messages.md')
})
