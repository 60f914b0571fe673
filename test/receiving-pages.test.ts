/** Receivers verify pages with the code that the documentation gives them. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { signed } from '#outbound/drivers/signed-webhook.ts'

type Verify = (secret: string, headers: Record<string, string>, body: string, now?: number) => boolean

const page = await readFile('docs/receiving-pages.md', 'utf8')
const [, code = ''] = /```js\n([^]*?)```/.exec(page) ?? []
const { isFromMuster } = (await import(
  /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
)) as { isFromMuster: Verify }

const body = '{"type":"page"}'
const at = new Date('2026-11-21T09:00:00Z')
const later = (seconds: number) => at.getTime() + seconds * 1_000

test.each<[string, string, string[], string, number, boolean]>([
  ['of ours', 'secret', ['secret'], body, 0, true],
  ['by both secrets, known by the new one', 'new', ['new', 'old'], body, 0, true],
  ['by both secrets, known by the old one', 'old', ['new', 'old'], body, 0, true],
  ['by somebody else', 'secret', ['guess'], body, 0, false],
  ['of another body', 'secret', ['secret'], '{}', 0, false],
  ['of five minutes ago', 'secret', ['secret'], body, 301, false],
])('a page %s', (_, secret, secrets, received, seconds, believed) => {
  expect(isFromMuster(secret, signed(body, secrets, at), received, later(seconds))).toBe(believed)
})
