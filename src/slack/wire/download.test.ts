import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { expect, test } from 'vitest'
import { systemClock } from '#clock.ts'
import type { SlackPort } from '#slack-port.ts'
import { createDownload, isSlacks } from './download.ts'

test.each([
  ['https://files.slack.com/files-pri/T1-F1/a.png', null, true],
  ['https://files.slack-gov.com/files-pri/T1-F1/a.png', 'https://slack-gov.com/api/', true],
  ['https://agency.slack-gov.com/files/F1', 'https://slack-gov.com/api/', true],
  ['http://files.slack-gov.com/files-pri/T1-F1/a.png', 'https://slack-gov.com/api/', false],
  ['https://notslack-gov.com/a.png', 'https://slack-gov.com/api/', false],
  ['https://slack-gov.com.example.com/a.png', 'https://slack-gov.com/api/', false],
  ['http://127.0.0.1:1/files/F1', 'http://127.0.0.1:1/api/', true],
  ['no address', 'http://127.0.0.1:1/api/', false],
])('the token is shown to %s of %s: %s', (url, apiUrl, shown) => {
  expect(isSlacks(url, apiUrl)).toBe(shown)
})

/** Bytes without an end. */
function endless(): Readable {
  return new Readable({
    read() {
      this.push(Buffer.alloc(65_536))
    },
  })
}

/** Downloads from a server that answers so. */
async function downloaded(serve: (response: ServerResponse) => void) {
  const server = createServer((_, response) => serve(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const call: SlackPort['call'] = async () => ({
    kind: 'ok',
    body: { ok: true, file: { url_private_download: `${origin}/F1` } },
  })
  const slack = { call, botUserId: 'U0BOT' }
  const download = createDownload({ slack, clock: systemClock, token: 'xoxb-1', apiUrl: origin })
  try {
    return await download('F1', 100_000)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const png = { 'content-type': 'image/png' }
const nothing = () => {}

test.each<[string, object, (response: ServerResponse) => void]>([
  [
    'a picture of the largest size is kept',
    { kind: 'ok', mimetype: 'image/png', content: Buffer.alloc(100_000) },
    (response) => response.writeHead(200, png).end(Buffer.alloc(100_000)),
  ],
  [
    'one that never ends is left at the limit',
    { kind: 'refused', error: 'too large' },
    (response) => pipeline(endless(), response.writeHead(200, png), nothing),
  ],
  [
    'so is one that is short while packed',
    { kind: 'refused', error: 'too large' },
    (response) =>
      pipeline(
        endless(),
        createGzip(),
        response.writeHead(200, { ...png, 'content-encoding': 'gzip' }),
        nothing,
      ),
  ],
  [
    'what is no picture is not read',
    { kind: 'refused', error: 'no picture' },
    (response) => pipeline(endless(), response.writeHead(200, { 'content-type': 'text/html' }), nothing),
  ],
  [
    'nor is the text of a refusal',
    { kind: 'refused', error: 'HTTP 404' },
    (response) => pipeline(endless(), response.writeHead(404, png), nothing),
  ],
])('%s', async (_, expected, serve) => {
  expect(await downloaded(serve)).toEqual(expected)
})
