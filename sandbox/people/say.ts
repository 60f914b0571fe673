import * as messages from '../workspace/messages.ts'
import { typed } from './mrkdwn.ts'
import type { UploadedFile } from '../surface.ts'
import { type Workspace, freshId, messageOf, seconds } from '../workspace/workspace.ts'
import type { Channel, Employee, StoredFile } from '../workspace/world.ts'

export function say(
  ws: Workspace,
  channel: Channel,
  me: Employee,
  text: string,
  thread: string | undefined,
  broadcast: boolean,
): string {
  const message = messages.post(ws, channel, {
    user: me.id,
    text: typed(ws, text),
    client_msg_id: freshId(ws, 'msg-'),
    ...threaded(channel, thread),
    ...(thread && broadcast ? { broadcast: true } : {}),
  })
  channel.read[me.id] = message.ts
  return message.ts
}

export function upload(
  ws: Workspace,
  channel: Channel,
  me: Employee,
  files: UploadedFile[],
  text: string,
  thread: string | undefined,
): string {
  const stored = files.map((f): StoredFile => {
    const id = freshId(ws, 'F')
    const content = f.content ?? ''
    const about = { id, name: f.name, title: f.name, mimetype: f.mimetype, size: content.length, content }
    return { ...about, user: me.id, created: seconds(ws), pending: false, shares: [] }
  })
  for (const file of stored) ws.world.files[file.id] = file
  return messages.shareFiles(ws, channel, stored, {
    user: me.id,
    text: typed(ws, text),
    ...threaded(channel, thread),
  }).ts
}

function threaded(channel: Channel, thread: string | undefined): { thread_ts?: string } {
  if (!thread) return {}
  const parent = messageOf(channel, thread)
  return { thread_ts: parent.thread_ts ?? parent.ts }
}
