import type { Failed, Job } from '../job.ts'
import { pagesOf } from '#slack-port.ts'
import { arrayIn, fieldsOf, textOf } from './answer.ts'

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
  { read }: Pick<Job, 'read'>,
  wanted: (channel: Channel) => boolean,
): Promise<Channel[] | Failed> {
  const picked: Channel[] = []
  const which = { types: isPrivate ? 'private_channel' : 'public_channel', exclude_archived: true }
  for await (const page of pagesOf((place) => read(method, { ...which, limit: 999, ...place }))) {
    if (page.kind !== 'ok') return page
    for (const item of arrayIn(page.body, 'channels')) {
      const channel = channelIn(item)
      if (channel && wanted(channel)) picked.push(channel)
    }
  }
  return picked
}

export function channelIn(value: unknown): Channel | null {
  const { id, name, creator, created } = fieldsOf(value)
  if (textOf(id) === '') return null
  return { id: textOf(id), name: textOf(name), creator: textOf(creator), created: Number(created ?? 0) }
}
