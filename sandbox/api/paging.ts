import { refuse } from '../workspace/refusal.ts'
import { type Args, int, str } from './args.ts'

/**
 * One page of `items`, and Slack's opaque cursor to the next. The cursor holds the `key` of the next item, so that
 * what arrives meanwhile moves nothing.
 */
export function page<T>(
  items: T[],
  args: Args,
  limits: { otherwise: number; most: number },
  key: (item: T) => string,
): { items: T[]; hasMore: boolean; response_metadata: { next_cursor: string } } {
  const asked = int(args, 'limit', limits.otherwise)
  if (asked < 0 || asked > limits.most) refuse('invalid_limit')
  const size = asked === 0 ? limits.otherwise : asked
  const cursor = str(args, 'cursor')
  const from = cursor === '' ? 0 : items.findIndex((item) => cursorTo(key(item)) === cursor)
  if (from < 0) refuse('invalid_cursor')
  const next = items[from + size]
  return {
    items: items.slice(from, from + size),
    hasMore: next !== undefined,
    response_metadata: { next_cursor: next === undefined ? '' : cursorTo(key(next)) },
  }
}

function cursorTo(key: string): string {
  return Buffer.from(`next:${key}`).toString('base64')
}
