/** Reads lists of Slack's page by page. Begins again when Slack has forgotten the place. */
import type { CallOutcome } from '#slack-port.ts'

/** Largest page that every list gives. */
const MOST = 999
/** Page that Slack can always gather in time. */
export const MODEST = 200

/** Slack gave the same cursor a second time. */
export const circling = 'the pages of a list go round in circles'

/** Slack gave a cursor and then did not know it, twice. */
const forgetful = 'a list is not to be gone on with'

export interface Cursor {
  limit: number
  cursor?: string
}

/** One page, with all cursors so far, or null after the last page. */
export interface Slice {
  kind: 'page'
  body: Record<string, unknown>
  cursors: string[] | null
}

/**
 * Yields the pages of a list from the last of `cursors` on, up to the first failure. An empty page with no cursors means
 * that the list begins again.
 */
export async function* slicesOf(
  read: (place: Cursor) => Promise<CallOutcome>,
  cursors: readonly string[] = [],
  most = MOST,
): AsyncGenerator<Slice | Exclude<CallOutcome, { kind: 'ok' }>, void> {
  const again: Slice = { kind: 'page', body: {}, cursors: [] }
  let so = [...cursors]
  let limit = most
  let isAgain = false
  for (;;) {
    const cursor = so.at(-1)
    const page = await read({ limit, ...(cursor !== undefined && { cursor }) })
    if (page.kind === 'unknown' && limit > MODEST) {
      limit = MODEST
      continue
    }
    if (page.kind === 'refused' && page.error === 'invalid_cursor' && cursor !== undefined) {
      yield again
      if (isAgain) return yield { kind: 'unknown', why: forgetful }
      isAgain = true
      so = []
      continue
    }
    if (page.kind !== 'ok') return yield page
    const next = nextCursor(page.body)
    if (next !== '' && so.includes(next)) {
      yield again
      return yield { kind: 'unknown', why: circling }
    }
    so = [...so, next]
    yield { kind: 'page', body: page.body, cursors: next === '' ? null : so }
    if (next === '') return
  }
}

/** The cursor of the next page; empty after the last. */
function nextCursor(body: Record<string, unknown>): string {
  const next = (body['response_metadata'] as { next_cursor?: unknown } | undefined)?.next_cursor
  return typeof next === 'string' ? next : ''
}
