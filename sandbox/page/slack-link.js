/**
 * Where a link of Slack's own leads: a channel (`app_redirect`), or a message by its permalink, perhaps in a thread.
 * Undefined for any other address.
 */
export function slackPlace(address) {
  const url = URL.parse(address)
  if (!url || !/(^|\.)slack\.com$/.test(url.hostname)) return undefined
  const redirect = url.pathname === '/app_redirect' ? url.searchParams.get('channel') : undefined
  if (redirect) return { channel: redirect, thread: undefined, ts: undefined }
  const [, channel, digits] = /^\/archives\/([A-Z0-9]+)(?:\/p(\d{7,}))?/.exec(url.pathname) ?? []
  if (!channel) return undefined
  const ts = digits && `${digits.slice(0, -6)}.${digits.slice(-6)}`
  const thread = url.searchParams.get('thread_ts') ?? undefined
  return { channel, thread: thread === ts ? undefined : thread, ts }
}

/** Follows links of Slack's own on this page instead of leaving it. */
export function followSlackLinks(session) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]')
    const place = link && slackPlace(link.href)
    if (!place || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    void visit(place, session)
  })
}

async function visit({ channel, thread, ts }, session) {
  await session.go({ channel, thread })
  const row = ts && document.querySelector(`.message[data-ts="${CSS.escape(ts)}"]`)
  row?.scrollIntoView({ block: 'center' })
  row?.focus()
}
