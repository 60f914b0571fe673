import { h } from './dom.js'
import { mrkdwn } from './mrkdwn.js'
/** @import { MessageSeen } from '../surface.ts' */
/** @import { Child } from './dom.js' */
/** @import { Scope } from './scope.js' */

/**
 * Shows the plain parts that an app attached to a message, or the message it passes on, one quote each.
 * @type {(message: MessageSeen, scope: Scope) => Child[]}
 */
export function attachedWords({ attachments = [] }, scope) {
  return attachments.map((one) => {
    const attached = /** @type {Record<string, unknown>} */ (one)
    const said = wordsAt(attached, ['author_name', 'pretext', 'title', 'text', 'footer'])
    const words = said === '' ? wordsAt(attached, ['fallback']) : said
    return h('blockquote', { class: 'attached-words' }, mrkdwn(words, scope))
  })
}

/** @type {(attached: Record<string, unknown>, names: string[]) => string} */
function wordsAt(attached, names) {
  return names
    .map((name) => attached[name])
    .filter((words) => typeof words === 'string' && words !== '')
    .join('\n')
}
