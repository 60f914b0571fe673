import { fill, h } from './dom.js'
import { icon } from './icons.js'
/** @import { Screen } from '../surface.ts' */
/** @import { Session } from './session.js' */

const STEP = 'muster-sandbox-hint'

/**
 * The card for newcomers above the composer: the first thing to try, and then whose phone rang. It goes once they close
 * it or have become that person.
 * @param {HTMLElement} element
 * @param {{ write(words: string): void, focus(): void }} composer
 * @param {Session} session
 */
export function createHintCard(element, composer, session) {
  let step = localStorage.getItem(STEP) ?? 'try'
  let shown = ''
  /** The time of the last screen, as Slack writes it. */
  let now = 0
  return { draw, tried }

  /** @type {(screen: Screen) => void} */
  function draw(screen) {
    now = Date.parse(screen.now) / 1000
    const card = wanted(screen)
    element.hidden = card === undefined
    if (card === undefined || card.words === shown) return
    shown = card.words
    fill(
      element,
      h('div', {}, h('strong', {}, card.title), h('p', {}, card.words)),
      h('button', { type: 'button', class: 'button button-primary', onclick: card.run }, card.button),
      h(
        'button',
        { type: 'button', class: 'tool', 'aria-label': 'Dismiss hint', title: 'Dismiss', onclick: close },
        icon('close'),
      ),
    )
  }

  /** @type {(screen: Screen) => { title: string, words: string, button: string, run(): unknown } | undefined} */
  function wanted(screen) {
    if (step === 'done') return undefined
    if (step !== 'try') return ring(screen, Number(step))
    const command = /\/\S.*/.exec(screen.hint ?? '')?.[0]
    const canWrite = screen.channel?.member && !screen.channel.isArchived && !screen.channel.isIm
    if (!command || !canWrite) return undefined
    return {
      title: 'New here? Break something.',
      words: screen.hint ?? '',
      button: 'Type it for me',
      run: () => composer.write(command),
    }
  }

  /** @type {(screen: Screen, since: number) => ReturnType<typeof wanted>} */
  function ring({ ringing, people, me }, since) {
    const first = ringing.find((one) => Number(one.ts) >= since && one.person !== me.id)
    const person = people.find((one) => one.id === first?.person)
    if (!first || !person) return undefined
    const name = person.displayName || person.realName
    return {
      title: `${name} is on call: the phone rang.`,
      words: `Next: become ${name}, and acknowledge. “You are” in the sidebar makes you anybody. “+5 min” shows who is paged when nobody answers.`,
      button: `Be ${name}`,
      run: () => (keep('done'), session.go({ as: first.person, channel: first.channel, thread: undefined })),
    }
  }

  /** Goes on to the phone that rings because of a command. */
  function tried() {
    if (step === 'try') keep(String(now))
  }

  /** @type {(next: string) => void} */
  function keep(next) {
    localStorage.setItem(STEP, next)
    step = next
    element.hidden = true
  }

  function close() {
    keep('done')
    composer.focus()
  }
}
