import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBytes } from './serve-api.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Uploads to a URL handed out before, and downloads: `?private` wants the bot's token, as `url_private` does. */
export async function serveFile(
  ws: Workspace,
  botToken: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const [, first, id = ''] = url.pathname.split('/')
  const file = ws.world.files[id]
  if (!file) return void response.writeHead(404).end()
  if (first === 'upload') {
    if (request.method !== 'POST' || !file.pending) return void response.writeHead(400).end()
    const bytes = await readBytes(request)
    if (bytes.length !== file.size) return void response.writeHead(400).end('wrong length')
    const isText = /^text|json$/.test(file.mimetype)
    file.content = isText
      ? bytes.toString('utf8')
      : `data:${file.mimetype};base64,${bytes.toString('base64')}`
    return void response.writeHead(200).end(`OK - ${file.size}`)
  }
  if (url.searchParams.has('private') && request.headers.authorization !== `Bearer ${botToken}`) {
    return void response.writeHead(302, { location: `https://${ws.world.team.domain}.slack.com/` }).end()
  }
  const data = /^data:([^;,]*)(;base64)?,([^]*)$/.exec(file.content)
  const content = data ? Buffer.from(data[3] ?? '', data[2] ? 'base64' : 'utf8') : Buffer.from(file.content)
  response.writeHead(200, { 'content-type': `${file.mimetype}; charset=utf-8` }).end(content)
}
