import type { Job } from '../job.ts'
import type { Failed } from '#slack-port.ts'
import { arrayIn, fieldsOf, textIn } from './response.ts'

export interface Channel {
  id: string
  name: string
  creator: string
  /** Seconds since 1970. */
  created: number
}

/** The unarchived channels with these names: ours (`users.conversations`) or all. */
export async function listChannels(
  method: 'users.conversations' | 'conversations.list',
  isPrivate: boolean,
  names: readonly string[],
  { list }: Pick<Job, 'list'>,
): Promise<Channel[] | Failed> {
  const listed = await list<Channel[]>({
    method,
    args: { types: isPrivate ? 'private_channel' : 'public_channel', exclude_archived: true },
    sought: names,
    none: [],
    // Channel names are unique.
    isEnough: (found) => found.length === names.length,
    take: (found, page) => [
      ...found,
      ...arrayIn(page, 'channels')
        .flatMap((item) => channelIn(item) ?? [])
        .filter(({ id, name }) => names.includes(name) && !found.some((other) => other.id === id)),
    ],
  })
  return listed.kind === 'listed' ? listed.found : listed
}

export function channelIn(value: unknown): Channel | null {
  const { id, name, creator, created } = fieldsOf(value)
  if (textIn(id) === '') return null
  return { id: textIn(id), name: textIn(name), creator: textIn(creator), created: Number(created ?? 0) }
}
