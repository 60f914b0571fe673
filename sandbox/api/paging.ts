import { refuse } from '../workspace/refusal.ts'
import { type Args, int, str } from './args.ts'

/** One page of `items`, and Slack's opaque cursor to the next. */
export function page<T>(
  items: T[],
  args: Args,
  limits: { otherwise: number; most: number },
): { items: T[]; hasMore: boolean; response_metadata: { next_cursor: string } } {
  const asked = int(args, 'limit', limits.otherwise)
  if (asked < 0 || asked > limits.most) refuse('invalid_limit')
  const size = asked === 0 ? limits.otherwise : asked
  const from = offset(str(args, 'cursor'))
  const hasMore = from + size < items.length
  const next = hasMore ? Buffer.from(`next:${from + size}`).toString('base64') : ''
  return { items: items.slice(from, from + size), hasMore, response_metadata: { next_cursor: next } }
}

function offset(cursor: string): number {
  if (cursor === '') return 0
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))
  return match?.[1] ? Number(match[1]) : refuse('invalid_cursor')
}
