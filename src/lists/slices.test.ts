import { expect, test } from 'vitest'
import { slicesOf, type Cursor } from './slices.ts'
import type { CallOutcome } from '#slack-port.ts'

/** Follows a list in which `next` names each next page. Returns the calls and the results, in order. */
async function followed(next: (cursor: string) => string, from: string[] = []): Promise<string[]> {
  const came: string[] = []
  const read = async ({ cursor = '', limit }: Cursor): Promise<CallOutcome> => {
    came.push(`read ${cursor} ${limit}`)
    if (cursor === 'lost') return { kind: 'unknown', why: 'ECONNRESET' }
    if (cursor === 'large' && limit > 200) return { kind: 'unknown', why: 'timeout' }
    if (cursor === 'old') return { kind: 'refused', error: 'invalid_cursor', body: {} }
    return { kind: 'ok', body: { response_metadata: { next_cursor: next(cursor) } } }
  }
  for await (const page of slicesOf(read, from)) {
    came.push(page.kind === 'page' ? `page ${page.cursors?.join() ?? 'end'}` : page.kind)
    // A list without an end must not keep the test running.
    if (came.length > 20) break
  }
  return came
}

test.each([
  ['one page', () => '', [], ['read  999', 'page end']],
  ['two pages', (at) => (at === '' ? 'b' : ''), [], ['read  999', 'page b', 'read b 999', 'page end']],
  ['gone on from', () => '', ['a', 'b'], ['read b 999', 'page end']],
  [
    'a page that is lost',
    () => 'lost',
    [],
    ['read  999', 'page lost', 'read lost 999', 'read lost 200', 'unknown'],
  ],
  ['a page too large to come in time', () => '', ['large'], ['read large 999', 'read large 200', 'page end']],
  [
    'a place that Slack has forgotten',
    () => '',
    ['a', 'old'],
    ['read old 999', 'page ', 'read  999', 'page end'],
  ],
  [
    'a place that Slack forgets each time',
    () => 'old',
    ['old'],
    ['read old 999', 'page ', 'read  999', 'page old', 'read old 999', 'page ', 'unknown'],
  ],
  ['the same page again', () => 'b', [], ['read  999', 'page b', 'read b 999', 'page ', 'unknown']],
  ['a page of an earlier run again', () => 'a', ['a', 'b'], ['read b 999', 'page ', 'unknown']],
] as [string, (cursor: string) => string, string[], string[]][])(
  '%s: followed to its end',
  async (_, next, from, expected) => {
    expect(await followed(next, from)).toEqual(expected)
  },
)
