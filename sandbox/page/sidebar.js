import { avatar } from './avatar.js'
import { createChannel } from './channel-actions.js'
import { fill, h } from './dom.js'
import { icon } from './icons.js'
import { redraw } from './reconcile.js'
import { HOME } from './session.js'
import { youAre } from './you-are.js'

/** The left side: the workspace, who one is, the channels, the direct messages and the bot. */
export function createSidebar(element, session) {
  let showsArchived = false
  let drawn

  return { draw }

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

  function heading(screen) {
    return h(
      'div',
      { class: 'workspace' },
      h('span', { class: 'workspace-mark', 'aria-hidden': 'true' }, screen.team.name[0]),
      h('strong', {}, screen.team.name),
    )
  }

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

  function archivedGroup(archived) {
    const toggle = () => {
      showsArchived = !showsArchived
      session.refresh()
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

  function botEntry(screen, scope, botTalk) {
    const isOpen = session.isHome || (botTalk && session.address.channel === botTalk.id)
    const isLoud = (botTalk?.unread ?? 0) > 0 && !isOpen
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
          onclick: () => session.openChannel(isLoud ? botTalk.id : HOME),
        },
        avatar(scope.bot, 'tiny'),
        h('span', { class: 'side-name' }, screen.bot.name),
        isLoud
          ? h('span', { class: 'badge', 'aria-label': `${botTalk.unread} unread` }, String(botTalk.unread))
          : undefined,
      ),
    )
  }
}

function group(name, tool, entries) {
  if (entries.length === 0 && !tool) return undefined
  return h(
    'section',
    {},
    h('div', { class: 'side-heading' }, h('h2', {}, name), tool),
    h('ul', { 'aria-label': name }, entries),
  )
}

function faceOf(channel, scope) {
  const other = channel.with?.length === 1 ? scope.person(channel.with[0]) : undefined
  return other ? avatar(other, 'tiny') : icon('people')
}

function byName(a, b) {
  return a.name.localeCompare(b.name)
}
