import type { Workspace } from './workspace.ts'
import { isReplyTo } from './message-json.ts'
import type { Channel, Message } from './world.ts'

/**
 * Finds the people a new message rings, by Slack's own settings: everybody in a direct message, the people it mentions
 * elsewhere, and in a thread those who have written in it. Nobody with Do Not Disturb on; nothing that is shown to one person alone; no edit.
 */
export function rungBy(ws: Workspace, channel: Channel, message: Message): string[] {
  if (message.subtype !== undefined && !spoken.includes(message.subtype)) return []
  const direct = channel.isIm || channel.isMpim
  return channel.members.filter((id) => {
    const person = ws.world.people[id]
    if (!person || person.deactivated || id === message.user || isQuiet(ws, person.dnd)) return false
    return direct || mentions(ws, message, id) || isInThread(channel, message, id)
  })
}

/** Subtypes of what somebody says; the others are grey lines. */
const spoken = ['bot_message', 'file_share', 'me_message']

function isQuiet({ clock }: Workspace, { on, until }: { on: boolean; until?: string }): boolean {
  return on && (until === undefined || Date.parse(until) > clock.now().getTime())
}

function mentions(ws: Workspace, { text, blocks }: Message, id: string): boolean {
  const words = `${text} ${JSON.stringify(blocks ?? [])}`
  const groups = Object.values(ws.world.usergroups).filter(
    (group) => !group.disabledAt && group.users.includes(id),
  )
  return (
    /<!(here|channel|everyone)\b/.test(words) ||
    words.includes(`<@${id}`) ||
    words.includes(`"user_id":"${id}"`) ||
    groups.some((group) => words.includes(`<!subteam^${group.id}`))
  )
}

function isInThread(channel: Channel, { thread_ts: parent, ts }: Message, id: string): boolean {
  if (parent === undefined || parent === ts) return false
  return channel.messages.some((one) => one.user === id && (one.ts === parent || isReplyTo(parent, one)))
}
