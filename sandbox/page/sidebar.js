import { avatar } from './avatar.js'
import { createChannel } from './channel-actions.js'
import { fill, h } from './dom.js'
import { icon } from './icons.js'
import { redraw } from './reconcile.js'
import { HOME } from './session.js'
import { youAre } from './you-are.js'
/** @import { ChannelSeen, Screen } from '../surface.ts' */
/** @import { Child } from './dom.js' */
/** @import { Scope } from './scope.js' */
/** @import { Session } from './session.js' */

/**
 * The left side: the workspace, the person, the channels, the direct messages and the bot.
 * @param {HTMLElement} element
 * @param {Session} session
 */
export function createSidebar(element, session) {
  let showsArchived = false
  /** @type {string | undefined} */
  let drawn

  return { draw }

  /** @type {(screen: Screen, scope: Scope) => void} */
  function draw(screen, scope) {
    const print = JSON.stringify([
      screen.me.id,
      screen.team,
      screen.channels,
      screen.people,
      session.address.channel,
      showsArchived,
    ])
    if (print === drawn) return
    drawn = print
    redraw(element, () => fill(element, heading(screen), youAre(screen, session), lists(screen, scope)))
  }

  /** @type {(screen: Screen) => HTMLElement} */
  function heading(screen) {
    return h(
      'div',
      { class: 'workspace' },
      h('span', { class: 'workspace-mark', 'aria-hidden': 'true' }, screen.team.name[0]),
      h('strong', {}, screen.team.name),
    )
  }

  /** @type {(screen: Screen, scope: Scope) => HTMLElement} */
  function lists(screen, scope) {
    const rooms = screen.channels.filter((channel) => !channel.isIm && !channel.isMpim)
    const mine = rooms.filter((channel) => channel.member && !channel.isArchived).sort(byName)
    const others = rooms.filter((channel) => !channel.member && !channel.isArchived).sort(byName)
    const archived = rooms.filter((channel) => channel.isArchived).sort(byName)
    const talks = screen.channels.filter(
      (channel) => (channel.isIm || channel.isMpim) && !channel.with?.includes(screen.bot.id),
    )
    const botTalk = screen.channels.find((channel) => channel.isIm && channel.with?.includes(screen.bot.id))
    return h(
      'div',
      { class: 'side-lists' },
      group(
        'Channels',
        addButton(),
        mine.map((channel) => entry(channel)),
      ),
      others.length > 0
        ? group(
            'More channels',
            undefined,
            others.map((channel) => entry(channel)),
          )
        : undefined,
      group(
        'Direct messages',
        undefined,
        talks.map((channel) => entry(channel, faceOf(channel, scope))),
      ),
      group('Apps', undefined, [botEntry(screen, scope, botTalk)]),
      archived.length > 0 ? archivedGroup(archived) : undefined,
    )
  }

  function addButton() {
    return h(
      'button',
      {
        type: 'button',
        class: 'side-tool',
        'aria-label': 'Create a channel',
        title: 'Create a channel',
        onclick: () => createChannel(session),
      },
      icon('add'),
    )
  }

  /** @type {(archived: ChannelSeen[]) => HTMLElement} */
  function archivedGroup(archived) {
    const toggle = () => {
      showsArchived = !showsArchived
      void session.refresh()
    }
    const button = h(
      'button',
      {
        type: 'button',
        class: 'side-fold',
        'aria-expanded': String(showsArchived),
        onclick: toggle,
        dataset: { focus: 'archived' },
      },
      icon('expand'),
      `Archived (${archived.length})`,
    )
    return h(
      'section',
      {},
      button,
      showsArchived
        ? h(
            'ul',
            { 'aria-label': 'Archived' },
            archived.map((channel) => entry(channel)),
          )
        : undefined,
    )
  }

  /** @type {(channel: ChannelSeen, face?: Element) => HTMLElement} */
  function entry(channel, face) {
    const isOpen = session.address.channel === channel.id
    const isLoud = channel.unread > 0 && !isOpen
    const classes = ['side-entry', isOpen && 'open', isLoud && 'unread', !channel.member && 'outside']
    const badge =
      isLoud && channel.mentions > 0
        ? h(
            'span',
            { class: 'badge', 'aria-label': `${channel.mentions} unread for you` },
            String(channel.mentions),
          )
        : undefined
    const sign = face ?? icon(channel.isArchived ? 'archive' : channel.isPrivate ? 'lock' : 'hash')
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: classes.filter(Boolean).join(' '),
          'aria-current': isOpen ? 'page' : undefined,
          title: channel.name,
          dataset: { focus: channel.id },
          onclick: () => session.openChannel(channel.id),
        },
        sign,
        h('span', { class: 'side-name' }, channel.name),
        channel.isPrivate && !channel.isIm && !channel.isMpim
          ? h('span', { class: 'visually-hidden' }, 'private')
          : undefined,
        isLoud ? h('span', { class: 'visually-hidden' }, 'unread') : undefined,
        badge,
      ),
    )
  }

  /** @type {(screen: Screen, scope: Scope, botTalk: ChannelSeen | undefined) => HTMLElement} */
  function botEntry(screen, scope, botTalk) {
    const isOpen = session.isHome || (botTalk && session.address.channel === botTalk.id)
    const unread = botTalk?.unread ?? 0
    const isLoud = unread > 0 && !isOpen
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: `side-entry${isOpen ? ' open' : ''}${isLoud ? ' unread' : ''}`,
          'aria-current': isOpen ? 'page' : undefined,
          dataset: { focus: 'bot' },
          onclick: () => session.openChannel(isLoud ? botTalk?.id : HOME),
        },
        avatar(scope.bot, 'tiny'),
        h('span', { class: 'side-name' }, screen.bot.name),
        isLoud ? h('span', { class: 'badge', 'aria-label': `${unread} unread` }, String(unread)) : undefined,
      ),
    )
  }
}

/** @type {(name: string, tool: HTMLElement | undefined, entries: Child[]) => HTMLElement | undefined} */
function group(name, tool, entries) {
  if (entries.length === 0 && !tool) return undefined
  return h(
    'section',
    {},
    h('div', { class: 'side-heading' }, h('h2', {}, name), tool),
    h('ul', { 'aria-label': name }, entries),
  )
}

/** @type {(channel: ChannelSeen, scope: Scope) => Element} */
function faceOf(channel, scope) {
  const [only, ...more] = channel.with ?? []
  const other = only && more.length === 0 ? scope.person(only) : undefined
  return other ? avatar(other, 'tiny') : icon('people')
}

/** @type {(a: ChannelSeen, b: ChannelSeen) => number} */
function byName(a, b) {
  return a.name.localeCompare(b.name)
}
