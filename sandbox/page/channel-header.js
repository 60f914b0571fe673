import { botTabs } from './bot-tabs.js'
import { openCanvas } from './canvas-panel.js'
import { channelMenu } from './channel-actions.js'
import { fill, h } from './dom.js'
import { emojiText } from './emoji.js'
import { icon } from './icons.js'
import { openMembers } from './members-panel.js'
import { openMenu } from './menu.js'
import { mrkdwn, safeLink } from './mrkdwn.js'
import { openPins } from './pins-panel.js'
import { redraw } from './reconcile.js'
/** @import { BookmarkSeen, ChannelSeen, OpenChannel, Screen } from '../surface.ts' */
/** @import { Child } from './dom.js' */
/** @import { Scope } from './scope.js' */
/** @import { Session } from './session.js' */

/**
 * The head of the messages: the channel's name and topic, its pins, members and bookmarks.
 * @param {HTMLElement} element
 * @param {Session} session
 */
export function createChannelHeader(element, session) {
  /** @type {string | undefined} */
  let drawn
  return { draw }

  /** @type {(screen: Screen, scope: Scope) => void} */
  function draw(screen, scope) {
    const { channel } = screen
    const print = JSON.stringify([
      session.isHome,
      screen.me.id,
      { ...channel, messages: undefined },
      screen.bot,
      screen.people.length,
    ])
    if (print === drawn) return
    drawn = print
    redraw(element, () =>
      fill(element, session.isHome ? botTabs(screen, scope, session) : header(channel, screen, scope)),
    )
  }

  /** @type {(channel: OpenChannel | undefined, screen: Screen, scope: Scope) => Child[]} */
  function header(channel, screen, scope) {
    if (!channel) return []
    if (channel.isIm && channel.with?.includes(screen.bot.id)) return botTabs(screen, scope, session)
    const { canvas } = channel
    const items = channelMenu(channel, session)
    const more =
      items.length > 0
        ? button('Channel actions', 'more', undefined, (anchor) =>
            openMenu(anchor, 'Channel actions', items, { align: 'end' }),
          )
        : undefined
    return [
      h(
        'div',
        { class: 'channel-line' },
        h('h1', { class: 'channel-name' }, sign(channel), h('span', {}, channel.name)),
        h('p', { class: 'channel-topic', title: channel.topic }, mrkdwn(channel.topic, scope)),
        channel.pins.length > 0
          ? button(`${channel.pins.length} pinned`, 'pin', String(channel.pins.length), (anchor) =>
              openPins(anchor, channel, scope),
            )
          : undefined,
        canvas
          ? button('Canvas', 'book', undefined, (anchor) => openCanvas(anchor, canvas, scope))
          : undefined,
        channel.isIm
          ? undefined
          : button(`${channel.memberCount} members`, 'people', String(channel.memberCount), (anchor) =>
              openMembers(anchor, channel, scope, session),
            ),
        more,
      ),
      bookmarks(channel),
    ]
  }
}

/** @param {ChannelSeen} channel */
function sign(channel) {
  if (channel.isIm || channel.isMpim) return undefined
  return icon(channel.isPrivate ? 'lock' : 'hash')
}

/** @param {ChannelSeen} channel */
function bookmarks(channel) {
  if (channel.bookmarks.length === 0) return undefined
  /** @type {(bookmark: BookmarkSeen) => HTMLElement} */
  const item = ({ title, link, emoji }) =>
    h(
      'li',
      {},
      safeLink(
        link,
        { class: 'bookmark' },
        emoji
          ? h('span', { class: 'emoji', 'aria-hidden': 'true' }, emojiText(emoji.replaceAll(':', '')))
          : icon('outside'),
        title,
      ),
    )
  return h('ul', { class: 'bookmarks', 'aria-label': 'Bookmarks' }, channel.bookmarks.map(item))
}

/** @type {(label: string, sign: Parameters<typeof icon>[0], words: string | undefined, open: (anchor: HTMLElement) => unknown) => HTMLElement} */
function button(label, sign, words, open) {
  /** @type {HTMLElement} */
  const node = h(
    'button',
    {
      type: 'button',
      class: 'channel-tool',
      'aria-label': label,
      title: label,
      'aria-haspopup': 'true',
      'aria-expanded': 'false',
      onclick: () => open(node),
    },
    icon(sign),
    words,
  )
  return node
}
