import { fill, h } from './dom.js'
import { icon } from './icons.js'
/** @import { Screen } from '../surface.ts' */

const SEEN = 'muster-sandbox-hint-seen'
const TRY = '/incident declare checkout is down'

/**
 * The card for newcomers above the composer. It goes once they close it or send a command.
 * @param {HTMLElement} element
 * @param {{ write(words: string): void, focus(): void }} composer
 */
export function createHintCard(element, composer) {
  let isSeen = localStorage.getItem(SEEN) !== null
  return { draw, done }

  /** @type {(screen: Screen) => void} */
  function draw(screen) {
    const command = screen.commands.some((each) => each.command === '/incident')
    const isWanted =
      !isSeen && command && screen.channel?.member && !screen.channel.isArchived && !screen.channel.isIm
    element.hidden = !isWanted
    if (!isWanted || element.childElementCount > 0) return
    fill(
      element,
      h(
        'div',
        {},
        h('strong', {}, 'New here? Break something.'),
        h(
          'p',
          {},
          'Try: type ',
          h('code', {}, TRY),
          ' — then become the engineer on call with “You are” in the sidebar, or open a second window as them.',
        ),
      ),
      h(
        'button',
        { type: 'button', class: 'button button-primary', onclick: () => (composer.write(TRY), close()) },
        'Type it for me',
      ),
      h(
        'button',
        { type: 'button', class: 'tool', 'aria-label': 'Dismiss hint', title: 'Dismiss', onclick: close },
        icon('close'),
      ),
    )
  }

  /** Hides the card for good. */
  function done() {
    localStorage.setItem(SEEN, 'yes')
    isSeen = true
    element.hidden = true
  }

  function close() {
    done()
    composer.focus()
  }
}
