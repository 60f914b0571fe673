import { avatar } from './avatar.js'
import { h } from './dom.js'
import { HOME } from './session.js'
/** @import { Screen } from '../surface.ts' */
/** @import { Scope } from './scope.js' */
/** @import { Session } from './session.js' */

/**
 * The tabs above the bot: from its App Home to the direct messages with it, and back.
 * @param {Screen} screen
 * @param {Scope} scope
 * @param {Session} session
 */
export function botTabs(screen, scope, session) {
  const talk = screen.channels.find((channel) => channel.isIm && channel.with?.includes(screen.bot.id))
  /** @type {(name: string, isOpen: boolean, run: () => unknown) => HTMLElement} */
  const tab = (name, isOpen, run) =>
    h(
      'button',
      { type: 'button', role: 'tab', 'aria-selected': String(isOpen), class: 'tab', onclick: run },
      name,
    )
  const openTalk = async () => {
    const channel = talk?.id ?? (await session.act({ act: 'openIm', user: screen.bot.id })).channel
    if (channel) await session.openChannel(channel)
  }
  return [
    h(
      'div',
      { class: 'channel-line' },
      h(
        'h1',
        { class: 'channel-name' },
        avatar(scope.bot, 'small'),
        h('span', {}, screen.bot.name),
        h('span', { class: 'app-badge' }, 'APP'),
      ),
    ),
    h(
      'div',
      { class: 'tabs', role: 'tablist' },
      tab('Home', session.isHome, () => session.openChannel(HOME)),
      tab('Messages', !session.isHome, openTalk),
    ),
  ]
}
