import { isObject } from '../blocks/rules.ts'
import * as messages from '../workspace/messages.ts'
import { invalidArguments, refuse } from '../workspace/refusal.ts'
import { visibleToBot } from '../workspace/channel-json.ts'
import { fileJson } from '../workspace/message-json.ts'
import type { Channel, StoredFile } from '../workspace/world.ts'
import { freshId, isBotIn, seconds } from '../workspace/workspace.ts'
import type { Api, Method } from './api.ts'
import { type Args, int, str } from './args.ts'
import { readBlocks } from './message-content.ts'

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
}

const info: Method = (api, args) => {
  const file = api.ws.world.files[str(args, 'file')]
  if (!file || file.pending || !isSeenByBot(api, file)) refuse('file_not_found')
  const whole = { ...fileJson(api.ws, file), ...(file.canvasChannel ? {} : { comments_count: 0 }) }
  return { file: whole, comments: [], response_metadata: { next_cursor: '' } }
}

const getUploadUrl: Method = (api, args) => {
  const name = str(args, 'filename')
  if (int(args, 'length', 0) <= 0) invalidArguments('must be greater than 0 [json-pointer:/length]')
  const id = freshId(api.ws, 'F')
  api.ws.world.files[id] = {
    id,
    name,
    title: name,
    mimetype: TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    size: int(args, 'length', 0),
    user: api.ws.world.bot.userId,
    created: seconds(api.ws),
    content: '',
    pending: true,
    shares: [],
  }
  return { upload_url: `${api.ws.url}/upload/${id}`, file_id: id }
}

const completeUpload: Method = (api, args) => {
  const listed = args['files']
  if (!Array.isArray(listed) || listed.length === 0)
    invalidArguments('must have at least 1 items [json-pointer:/files]')
  const files = listed.map((entry: unknown) => uploaded(api, entry))
  const channelId = str(args, 'channel_id')
  const channel = channelId ? target(api, channelId) : undefined
  const blocks = readBlocks(args['blocks'])
  for (const { file, title } of files) Object.assign(file, { pending: false, title: title || file.name })
  if (channel)
    share(
      api,
      channel,
      files.map((f) => f.file),
      args,
      blocks,
    )
  api.ws.changed()
  return { files: files.map(({ file }) => fileJson(api.ws, file)) }
}

/** Removes the file from every message; a message with nothing else in it is deleted too. */
const remove: Method = (api, args) => {
  const file = api.ws.world.files[str(args, 'file')]
  if (!file || file.pending) refuse('file_not_found')
  if (file.user !== api.ws.world.bot.userId) refuse('cant_delete_file')
  const { shares } = file
  delete api.ws.world.files[file.id]
  for (const { channel: id, ts } of shares) {
    const channel = api.ws.world.channels[id]
    const message = channel?.messages.find((one) => one.ts === ts)
    if (channel && message?.text === '') messages.remove(api.ws, channel, message)
  }
  api.ws.changed()
  return {}
}

/** A canvas is a file whose content is markdown; a channel has at most one. */
const createCanvas: Method = (api, args) => {
  const channel = target(api, str(args, 'channel_id'))
  if (channel.canvasId) refuse('channel_canvas_already_exists')
  const id = freshId(api.ws, 'F')
  const content = markdownOf(args['document_content'])
  api.ws.world.files[id] = {
    id,
    name: 'canvas',
    title: str(args, 'title') || 'Untitled',
    mimetype: 'text/markdown',
    size: content.length,
    user: api.ws.world.bot.userId,
    created: seconds(api.ws),
    content,
    pending: false,
    shares: [],
    canvasChannel: channel.id,
  }
  channel.canvasId = id
  api.ws.changed()
  return { canvas_id: id }
}

const editCanvas: Method = (api, args) => {
  const canvas = api.ws.world.files[str(args, 'canvas_id')]
  if (!canvas?.canvasChannel) refuse('canvas_not_found')
  const changes = args['changes']
  if (!Array.isArray(changes) || changes.length !== 1)
    invalidArguments('exactly 1 item allowed [json-pointer:/changes]')
  const change: unknown = changes[0]
  if (!isObject(change)) invalidArguments('must be an object [json-pointer:/changes/0]')
  canvas.content = edited(canvas.content, change)
  canvas.size = canvas.content.length
  api.ws.changed()
  return {}
}

export const files: Record<string, Method> = {
  'files.delete': remove,
  'files.info': info,
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'conversations.canvases.create': createCanvas,
  'canvases.edit': editCanvas,
}

function isSeenByBot(api: Api, file: StoredFile): boolean {
  const places = [...file.shares.map((s) => s.channel), file.canvasChannel ?? '']
  const inSight = places.some((id) => {
    const channel = api.ws.world.channels[id]
    return channel !== undefined && visibleToBot(api.ws, channel)
  })
  return inSight || file.user === api.ws.world.bot.userId
}

function target(api: Api, id: string): Channel {
  const channel = api.ws.world.channels[id]
  if (!channel || !visibleToBot(api.ws, channel)) refuse('channel_not_found')
  if (!isBotIn(api.ws, channel)) refuse('not_in_channel')
  return channel
}

/** Slack lets an upload be completed once; it does not say with which error it refuses the second time. */
function uploaded(api: Api, entry: unknown): { file: StoredFile; title: string } {
  if (!isObject(entry)) invalidArguments('must be an object [json-pointer:/files]')
  const file = api.ws.world.files[typeof entry['id'] === 'string' ? entry['id'] : '']
  if (!file?.pending || file.content === '') refuse('file_not_found')
  return { file, title: typeof entry['title'] === 'string' ? entry['title'] : '' }
}

function share(
  api: Api,
  channel: Channel,
  shared: StoredFile[],
  args: Args,
  blocks: ReturnType<typeof readBlocks>,
): void {
  const { bot } = api.ws.world
  const parent = channel.messages.find((m) => m.ts === str(args, 'thread_ts'))
  messages.shareFiles(api.ws, channel, shared, {
    user: bot.userId,
    bot_id: bot.botId,
    app_id: bot.appId,
    text: str(args, 'initial_comment'),
    ...(blocks?.length ? { blocks } : {}),
    ...(parent ? { thread_ts: parent.thread_ts ?? parent.ts } : {}),
  })
}

function markdownOf(value: unknown): string {
  if (value === undefined) return ''
  if (!isObject(value) || value['type'] !== 'markdown' || typeof value['markdown'] !== 'string') {
    invalidArguments('must be { type: markdown, markdown } [json-pointer:/document_content]')
  }
  return value['markdown']
}

/** Whole-document operations; there are no sections to point at here. */
function edited(before: string, change: Record<string, unknown>): string {
  const added = markdownOf(change['document_content'])
  if (change['section_id'] !== undefined) refuse('canvas_editing_failed')
  switch (change['operation']) {
    case 'insert_at_start':
      return added + before
    case 'insert_at_end':
      return before + added
    case 'replace':
      return added
    default:
      return invalidArguments('unsupported operation [json-pointer:/changes/0/operation]')
  }
}
