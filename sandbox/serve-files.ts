import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from './serve-api.ts'
import type { Workspace } from './workspace.ts'

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
    file.content = await readBody(request)
    return void response.writeHead(200).end(`OK - ${file.size}`)
  }
  if (url.searchParams.has('private') && request.headers.authorization !== `Bearer ${botToken}`) {
    return void response.writeHead(302, { location: `https://${ws.world.team.domain}.slack.com/` }).end()
  }
  const data = /^data:([^;,]*)(;base64)?,([^]*)$/.exec(file.content)
  const content = data ? Buffer.from(data[3] ?? '', data[2] ? 'base64' : 'utf8') : Buffer.from(file.content)
  response.writeHead(200, { 'content-type': `${file.mimetype}; charset=utf-8` }).end(content)
}
