import { fill, h } from './dom.js'
import { icon } from './icons.js'
import { moveClock } from './server.js'
import { toast } from './toasts.js'
/** @import { Screen } from '../surface.ts' */
/** @import { ClockChange } from '../serve/serve-page.ts' */
/** @import { DrawerListener } from './sandbox-drawer.js' */

const STEPS = [
  { label: '+5 min', step: { advanceMinutes: 5 } },
  { label: '+1 h', step: { advanceMinutes: 60 } },
  { label: 'Next morning', step: { nextMorning: true } },
]

/**
 * The strip on top: the product's name, the sandbox's clock with its jumps, and the buttons for the phone and the drawer.
 * @param {HTMLElement} element
 * @param {{ drawer: { toggle(): void, onChange(listener: DrawerListener): void }, sideDoor: HTMLElement, phoneDoor: HTMLElement }} doors
 */
export function createTopBar(element, { drawer, sideDoor, phoneDoor }) {
  const time = h('time', { class: 'clock-time' })
  const place = h('span', { class: 'clock-zone' })
  const steps = STEPS.map(({ label, step }) => {
    /** @type {HTMLElement} */
    const button = h(
      'button',
      {
        type: 'button',
        class: 'clock-step',
        title: `Move the sandbox's clock: ${label}`,
        onclick: () => move(button, step),
      },
      label,
    )
    return button
  })
  const faults = h('span', { class: 'badge', hidden: true })
  const open = h(
    'button',
    {
      type: 'button',
      class: 'drawer-door',
      'aria-expanded': 'false',
      'aria-controls': 'drawer',
      onclick: drawer.toggle,
    },
    icon('sliders'),
    'Sandbox',
    faults,
  )
  let skew = 0
  /** @type {string | undefined} */
  let zone
  fill(
    element,
    sideDoor,
    h('div', { class: 'product' }, h('strong', {}, 'Muster'), h('span', {}, 'sandbox — a local Slack')),
    h('div', { class: 'clock', role: 'group', 'aria-label': 'Clock' }, time, place, steps),
    phoneDoor,
    open,
  )
  drawer.onChange(({ isOpen, faultCount }) => {
    open.setAttribute('aria-expanded', String(isOpen))
    faults.hidden = faultCount === 0
    faults.textContent = `${faultCount} on`
  })
  setInterval(tick, 1000)
  return { draw }

  /** @type {(screen: Screen) => void} */
  function draw(screen) {
    skew = new Date(screen.now).getTime() - Date.now()
    zone = screen.me.tz
    tick()
  }

  function tick() {
    if (!zone) return
    const now = new Date(Date.now() + skew)
    time.dateTime = now.toISOString()
    time.textContent = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(now)
    place.textContent = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  }

  /** @type {(button: HTMLElement, step: ClockChange) => Promise<void>} */
  async function move(button, step) {
    button.setAttribute('aria-busy', 'true')
    const answer = await moveClock(step).catch(() => undefined)
    button.removeAttribute('aria-busy')
    if (!answer || answer.ok === false) toast('The clock did not move.', true)
  }
}
