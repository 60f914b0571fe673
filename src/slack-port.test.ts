import { expect, test } from 'vitest'
import { type Outcome, pagesOf } from './slack-port.ts'

/** Follows a list whose every page names the next by `next`; what came, in order. */
async function followed(next: (cursor: string) => string): Promise<string[]> {
  const came: string[] = []
  const read = async ({ cursor = '' }): Promise<Outcome> => {
    came.push(`read ${cursor}`)
    if (cursor === 'lost') return { kind: 'unknown', why: 'ECONNRESET' }
    return { kind: 'ok', body: { response_metadata: { next_cursor: next(cursor) } } }
  }
  for await (const page of pagesOf(read)) {
    came.push(page.kind)
    // What never ends must not keep the test either.
    if (came.length > 20) break
  }
  return came
}

test.each([
  ['one page', () => '', ['read ', 'ok']],
  ['two pages', (at: string) => (at === '' ? 'b' : ''), ['read ', 'ok', 'read b', 'ok']],
  ['a page that is lost', () => 'lost', ['read ', 'ok', 'read lost', 'unknown']],
  ['the same page again', () => 'b', ['read ', 'ok', 'read b', 'ok', 'unknown']],
  [
    'two pages that name each other',
    (at: string) => (at === 'b' ? 'c' : 'b'),
    ['read ', 'ok', 'read b', 'ok', 'read c', 'ok', 'unknown'],
  ],
] as [string, (cursor: string) => string, string[]][])(
  '%s: followed to its end',
  async (_, next, expected) => {
    expect(await followed(next)).toEqual(expected)
  },
)
