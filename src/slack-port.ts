/** Slack, as the reconciler sees it. `slack/gateway.ts` is the implementation. */
import type { Urgency } from './urgency.ts'

/** What became of one call. */
export type Outcome =
  | { kind: 'ok'; body: Record<string, unknown> }
  /** Not carried out: the limit is reached. Try again at `at`. */
  | { kind: 'later'; at: Date }
  /** Slack said no, and would say it again: its error code and whole answer. */
  | { kind: 'refused'; error: string; body: Record<string, unknown> }
  /** Nobody knows whether it was carried out: time-out, lost connection, 5xx. */
  | { kind: 'unknown'; why: string }

export interface SlackPort {
  /** Our own user id, so that own messages can be told from others. */
  readonly botUserId: string
  /** Makes one Web API call, or says when it may be made. Never waits for a limit, never throws. */
  call(method: string, args: Record<string, unknown>, urgency: Urgency): Promise<Outcome>
}

/** Slack gave a page's cursor for the second time. */
export const circling = 'the pages of a list go round in circles'

/** The pages of a list, up to the first that did not come. Where Slack sends us round in circles, nobody knows the rest. */
export async function* pagesOf(
  read: (place: { cursor?: string }) => Promise<Outcome>,
): AsyncGenerator<Outcome, void> {
  const seen = new Set<string>()
  let cursor = ''
  do {
    const page = await read(cursor === '' ? {} : { cursor })
    yield page
    if (page.kind !== 'ok') return
    cursor = nextCursor(page.body)
    if (seen.has(cursor)) return yield { kind: 'unknown', why: circling }
    seen.add(cursor)
  } while (cursor !== '')
}

/** Where the next page of a list begins; empty after the last. */
export function nextCursor(body: Record<string, unknown>): string {
  const next = (body['response_metadata'] as { next_cursor?: unknown } | undefined)?.next_cursor
  return typeof next === 'string' ? next : ''
}
