import type { Failed, Job } from '../job.ts'

export interface Channel {
  id: string
  name: string
  creator: string
  /** Seconds since 1970. */
  created: number
}

/** The unarchived channels that `wanted` picks: ours (`users.conversations`) or all, page by page. */
export async function listChannels(
  method: 'users.conversations' | 'conversations.list',
  isPrivate: boolean,
  read: Job['read'],
  wanted: (channel: Channel) => boolean,
): Promise<Channel[] | Failed> {
  const picked: Channel[] = []
  let cursor = ''
  do {
    const page = await read(method, {
      types: isPrivate ? 'private_channel' : 'public_channel',
      exclude_archived: true,
      limit: 999,
      ...(cursor && { cursor }),
    })
    if (page.kind !== 'ok') return page
    for (const item of arrayIn(page.body, 'channels')) {
      const channel = channelIn(item)
      if (channel && wanted(channel)) picked.push(channel)
    }
    cursor = cursorIn(page.body)
  } while (cursor)
  return picked
}

export function channelIn(value: unknown): Channel | null {
  const { id, name, creator, created } = fieldsOf(value)
  if (typeof id !== 'string' || !id) return null
  return { id, name: String(name ?? ''), creator: String(creator ?? ''), created: Number(created ?? 0) }
}

export function arrayIn(body: Record<string, unknown>, key: string): unknown[] {
  return Array.isArray(body[key]) ? body[key] : []
}

export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Where the next page begins; empty after the last one. */
export function cursorIn(body: Record<string, unknown>): string {
  const cursor = fieldsOf(body['response_metadata'])['next_cursor']
  return typeof cursor === 'string' ? cursor : ''
}
