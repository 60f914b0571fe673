/** Lists of Slack's, page by page: begun, gone on from, and begun again where Slack has forgotten the place. */
import type { CallOutcome } from '#slack-port.ts'

/** As many as every list gives at once. */
const MOST = 999
/** As many as Slack can always gather in time. */
export const MODEST = 200

/** Slack gave a page's cursor for the second time. */
export const circling = 'the pages of a list go round in circles'

/** Slack gave a cursor, and twice in a row did not know it. */
const forgetful = 'a list is not to be gone on with'

export interface Cursor {
  limit: number
  cursor?: string
}

/** One page, and where the list then stands: all cursors so far, or null after the last page. */
export interface Slice {
  kind: 'page'
  body: Record<string, unknown>
  cursors: string[] | null
}

/**
 * The pages of a list from where `cursors` end, up to the first that did not come. A page without anything in it, standing
 * at the beginning, says that the list is begun again.
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

/** The beginning of the next page; empty after the last. */
function nextCursor(body: Record<string, unknown>): string {
  const next = (body['response_metadata'] as { next_cursor?: unknown } | undefined)?.next_cursor
  return typeof next === 'string' ? next : ''
}
