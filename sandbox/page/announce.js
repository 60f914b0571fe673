import { h } from './dom.js'

const HEARD_AFTER = 1500

/**
 * Lets a screen reader say something in its own time: directly where the browser can, else through a live region.
 * @type {(words: string) => void}
 */
export function announce(words) {
  const speaker = /** @type {Document & { ariaNotify?: (words: string) => void }} */ (document)
  if (speaker.ariaNotify) {
    speaker.ariaNotify(words)
    return
  }
  const line = h('p', {}, words)
  document.getElementById('live')?.append(line)
  setTimeout(() => line.remove(), HEARD_AFTER)
}
