/**
 * The place a window shows, kept in the URL hash: the person who looks, the channel (`home` is the bot's App Home) and the thread.
 * @typedef {{ as?: string, channel?: string, thread?: string }} Address
 */

/** @type {(hash?: string) => Address} */
export function readAddress(hash = window.location.hash) {
  const query = new URLSearchParams(hash.replace(/^#/, ''))
  return {
    as: query.get('as') ?? undefined,
    channel: query.get('channel') ?? undefined,
    thread: query.get('thread') ?? undefined,
  }
}

/** @type {(address: Address) => string} */
export function addressHash({ as, channel, thread }) {
  const query = new URLSearchParams()
  if (as) query.set('as', as)
  if (channel) query.set('channel', channel)
  if (thread) query.set('thread', thread)
  return `#${query}`
}
