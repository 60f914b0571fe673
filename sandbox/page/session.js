import { addressHash, readAddress } from './address.js'
import { refusalWords } from './refusals.js'
import { makeScope } from './scope.js'
import { fetchPeople, fetchScreen, sendAct, watchChanges } from './server.js'
import { toast } from './toasts.js'
/** @import { Act, Answer, ChannelSeen, Screen } from '../surface.ts' */
/** @import { Address } from './address.js' */
/** @import { Scope } from './scope.js' */

export const HOME = 'home'

/**
 * Everything a person can do, without their name.
 * @typedef {WithoutAs<Act>} Doing
 */
/** @template Each @typedef {Each extends unknown ? Omit<Each, 'as'> : never} WithoutAs */
/**
 * @typedef {{
 *   readonly address: Address, readonly isHome: boolean,
 *   go(change: Address): Promise<void>, refresh(): Promise<void>, act(what: Doing): Promise<Answer>,
 *   openPerson(user: string): Promise<void>, openChannel(channel?: string): Promise<void>, openThread(thread?: string): Promise<void>,
 * }} Session
 */

/**
 * One window: a person and the place they look at. `draw` is called with every new screen, `lost` when the sandbox cannot be
 * reached or can be reached again. Acts are done as the window's person.
 * @type {(on: { draw(screen: Screen, scope: Scope): void, lost(isLost: boolean): void }) => Session}
 */
export function startSession({ draw, lost }) {
  let address = readAddress()
  /** @type {Screen | undefined} */
  let screen
  /** @type {Promise<void> | undefined} */
  let running
  let again = false

  /** @type {Session} */
  const session = {
    get address() {
      return address
    },
    get isHome() {
      return address.channel === HOME
    },
    go,
    act,
    refresh,
    openPerson,
    openChannel: (channel) => go({ channel, thread: undefined }),
    openThread: (thread) => go({ thread }),
  }

  window.addEventListener('hashchange', () => {
    const next = readAddress()
    if (addressHash(next) === addressHash(address)) return
    address = next
    void refresh()
  })
  watchChanges({ changed: refresh, status: (isUp) => lost(!isUp) })
  return session

  /**
   * Moves the window; a part that is left out stays. Another person keeps the channel only if they can see it.
   * @type {(change: Address) => Promise<void>}
   */
  function go(change) {
    address = { ...address, ...change }
    window.history.pushState(undefined, '', addressHash(address))
    return refresh()
  }

  /**
   * Fetches and draws the screen. A request that comes in the meantime leads to one more round.
   * @type {() => Promise<void>}
   */
  function refresh() {
    again = true
    running ??= fetchWhileAsked().finally(() => (running = undefined))
    return running
  }

  async function fetchWhileAsked() {
    while (again) {
      again = false
      try {
        await fetchAndDraw()
      } catch (error) {
        lost(true)
        if (!(error instanceof TypeError)) throw error
      }
    }
  }

  /** @type {() => Promise<void>} */
  async function fetchAndDraw() {
    if (!address.as) await moveIn()
    const asked = address
    const channel = asked.channel === HOME ? undefined : asked.channel
    const next = await fetchScreen({ ...asked, channel })
    if (asked !== address) {
      again = true
      return
    }
    if (next.ok === false) return forget(next.error)
    if (asked.channel !== HOME && !next.channel) {
      settle({ channel: firstChannel(next.channels)?.id, thread: undefined })
      again = address.channel !== undefined
      if (again) return
    }
    screen = next
    lost(false)
    draw(screen, makeScope(screen, { person: openPerson, channel: session.openChannel }))
  }

  /** Makes a window without a person somebody from support, who would notice an incident first. */
  async function moveIn() {
    const people = (await fetchPeople()).filter((person) => !person.deactivated)
    const first =
      people.find((person) => /support/i.test(`${person.squad} ${person.title}`) && !person.isGuest) ??
      people[0]
    settle({ as: first?.id })
  }

  /**
   * Starts again when the address names a person or a channel that this sandbox does not have.
   * @type {(error: string) => void}
   */
  function forget(error) {
    if (/channel/.test(error)) settle({ channel: undefined, thread: undefined })
    else settle({ as: undefined, channel: undefined, thread: undefined })
    again = true
  }

  /** @type {(change: Address) => void} */
  function settle(change) {
    address = { ...address, ...change }
    window.history.replaceState(undefined, '', addressHash(address))
  }

  /**
   * Does something as this person, and shows the reason when it is refused.
   * @type {(what: Doing) => Promise<Answer>}
   */
  async function act(what) {
    try {
      const before = newestToast()
      const answer = await sendAct({ as: address.as ?? '', ...what })
      await refresh()
      const isSaid = answer.ok || answer.errors || newestToast() > before || screen?.modals.at(-1)?.problem
      if (!isSaid) toast(refusalWords(answer.error), true)
      return answer
    } catch {
      toast('The sandbox cannot be reached.', true)
      return { ok: false, error: 'unreachable' }
    }
  }

  function newestToast() {
    return screen?.toasts.at(-1)?.id ?? 0
  }

  /** @type {(user: string) => Promise<void>} */
  async function openPerson(user) {
    if (user === screen?.bot.id) {
      await go({ channel: HOME, thread: undefined })
      return
    }
    const answer = await act({ act: 'openIm', user })
    if (answer.ok) await go({ channel: answer.channel, thread: undefined })
  }
}

/** @type {(channels: ChannelSeen[]) => ChannelSeen | undefined} */
function firstChannel(channels) {
  const open = channels.filter(
    (channel) => channel.member && !channel.isArchived && !channel.isIm && !channel.isMpim,
  )
  return open.find((channel) => channel.name === 'general') ?? open[0] ?? channels[0]
}
