import type { Workspace } from './workspace.ts'
import type { Channel, Message } from './world.ts'

export function permalink(ws: Workspace, channel: Channel, message: Message): string {
  const base = `https://${ws.world.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`
  const threaded = message.thread_ts && message.thread_ts !== message.ts
  return threaded ? `${base}?thread_ts=${message.thread_ts}&cid=${channel.id}` : base
}
