import { around, find } from './dom.js'
/** @import { Session } from './session.js' */

/** @typedef {{ channel: string, thread: string | undefined, ts: string | undefined }} SlackPlace */

/**
 * The target of one of Slack's own links: a channel (`app_redirect`), or a message by its permalink, perhaps in a thread.
 * Undefined for any other address.
 * @type {(address: string) => SlackPlace | undefined}
 */
export function slackPlace(address) {
  const url = URL.parse(address)
  if (!url || !/(^|\.)slack(-gov)?\.com$/.test(url.hostname)) return undefined
  const redirect = url.pathname === '/app_redirect' ? url.searchParams.get('channel') : undefined
  if (redirect) return { channel: redirect, thread: undefined, ts: undefined }
  const [, channel, digits] = /^\/archives\/([A-Z0-9]+)(?:\/p(\d{7,}))?/.exec(url.pathname) ?? []
  if (!channel) return undefined
  const ts = digits && `${digits.slice(0, -6)}.${digits.slice(-6)}`
  const thread = url.searchParams.get('thread_ts') ?? undefined
  return { channel, thread: thread === ts ? undefined : thread, ts }
}

/**
 * Follows links of Slack's own on this page instead of leaving it.
 * @type {(session: Session) => void}
 */
export function followSlackLinks(session) {
  document.addEventListener('click', (event) => {
    const link = around(event, 'a[href]')
    const place = link instanceof HTMLAnchorElement ? slackPlace(link.href) : undefined
    if (!place || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    void visit(place, session)
  })
}

/** @type {(place: SlackPlace, session: Session) => Promise<void>} */
async function visit({ channel, thread, ts }, session) {
  await session.go({ channel, thread })
  const row = ts ? find(document, `.message[data-ts="${CSS.escape(ts)}"]`) : undefined
  row?.scrollIntoView({ block: 'center' })
  row?.focus()
}
