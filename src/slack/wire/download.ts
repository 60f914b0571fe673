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
    const answer = await fetched(url, token)
    if (answer === null) return soon()
    if (!answer.ok) return { kind: 'refused', error: `HTTP ${answer.status}` }
    const { mimetype, content } = answer
    if (!shown.includes(mimetype)) return { kind: 'refused', error: 'no picture' }
    if (content.length > largest) return { kind: 'refused', error: 'too large' }
    return { kind: 'ok', mimetype, content }
  }
}

/** Null when nobody answered, or when the server was busy or in trouble. */
async function fetched(url: string, token: string) {
  try {
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      // Slack redirects to its sign-in page, or elsewhere, when we lack the right to the file.
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    if (answer.status >= 500 || answer.status === 429) return null
    const mimetype = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
    return { ok: answer.ok, status: answer.status, mimetype, content: await answer.bytes() }
  } catch {
    return null
  }
}

/** Slack's own hosts: everybody's, and that of the government's workspaces. */
const slacks = /(^|\.)slack(-gov)?\.com$/

/** True for Slack's own addresses; files that are only linked from Slack lie anywhere. */
export function isSlacks(url: string, apiUrl: string | null): boolean {
  const { protocol, hostname, origin } = new URL(url)
  if (apiUrl !== null && origin === new URL(apiUrl).origin) return true
  return protocol === 'https:' && slacks.test(hostname)
}
