/** Downloads a picture from Slack with the bot's token, which is shown to Slack's own hosts only. */
import type { Clock } from '#clock.ts'
import type { Download } from '#history/image-service.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'

const again = 30_000
const patience = 10_000

/** Types that every browser shows and that run no script. */
const shown = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

export interface DownloadParts {
  slack: SlackPort
  clock: Clock
  token: string
  apiUrl: string | null
}

export function createDownload({ slack, clock, token, apiUrl }: DownloadParts): Download {
  const soon = () => ({ kind: 'later', at: new Date(clock.now().getTime() + again) }) as const

  return async function download(file, largest) {
    const told = await slack.call('files.info', { file }, urgencies.paperwork)
    if (told.kind === 'unknown') return soon()
    if (told.kind !== 'ok') return told
    const { url_private_download: url } = told.body['file'] as { url_private_download?: unknown }
    if (typeof url !== 'string' || !isSlacks(url, apiUrl))
      return { kind: 'refused', error: 'not kept by Slack' }
    const found = await fetched(url, token, largest)
    return found === 'lost' ? soon() : found
  }
}

/** Reads no further than `largest` bytes. `lost` when nobody answered, or when the server was busy or in trouble. */
async function fetched(url: string, token: string, largest: number) {
  try {
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      // Slack redirects to its sign-in page, or elsewhere, when we lack the right to the file.
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    const mimetype = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
    const isBusy = answer.status >= 500 || answer.status === 429
    if (isBusy || !answer.ok || !shown.includes(mimetype)) {
      await answer.body?.cancel()
      if (isBusy) return 'lost'
      return refusedFor(answer.ok ? 'no picture' : `HTTP ${answer.status}`)
    }
    const content = await bytesOf(answer, largest)
    return content === null ? refusedFor('too large') : ({ kind: 'ok', mimetype, content } as const)
  } catch {
    return 'lost'
  }
}

function refusedFor(error: string) {
  return { kind: 'refused', error } as const
}

/** Null for more than `largest` bytes: a length that the server names may be wrong, or that of packed bytes. */
async function bytesOf({ body }: Response, largest: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let length = 0
  // Leaving the loop early ends the connection.
  for await (const part of body ?? []) {
    length += part.length
    if (length > largest) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Slack's own hosts: everybody's, and that of the government's workspaces. */
const slacks = /(^|\.)slack(-gov)?\.com$/

const nowhere = { protocol: '', hostname: '', origin: '' }

/** True for Slack's own addresses; files that are only linked from Slack lie anywhere. */
export function isSlacks(url: string, apiUrl: string | null): boolean {
  const { protocol, hostname, origin } = URL.parse(url) ?? nowhere
  if (apiUrl !== null && origin === new URL(apiUrl).origin) return true
  return protocol === 'https:' && slacks.test(hostname)
}
