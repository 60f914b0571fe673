import { avatar } from './avatar.js'
import { channelMenu, inviteMenu } from './channel-actions.js'
import { fill, h } from './dom.js'
import { emojiText } from './emoji.js'
import { icon } from './icons.js'
import { openMenu } from './menu.js'
import { mrkdwn, safeLink } from './mrkdwn.js'
import { openPopover } from './popover.js'
import { redraw } from './reconcile.js'
import { nameOf } from './scope.js'
import { HOME } from './session.js'
import { clockTime } from './slack-date.js'

/** Above the messages: the channel's name and topic, its pins, its members, its bookmarks. */
export function createChannelHeader(element, session) {
  let drawn
  return { draw }

  function draw(screen, scope) {
    const { channel } = screen
    const print = JSON.stringify([session.isHome, screen.me.id, { ...channel, messages: undefined }, screen.bot, screen.people.length])
    if (print === drawn) return
    drawn = print
    redraw(element, () => fill(element, session.isHome ? botTabs(screen, scope) : header(channel, screen, scope)))
  }

  function header(channel, screen, scope) {
    if (!channel) return []
    if (channel.isIm && channel.with?.includes(screen.bot.id)) return botTabs(screen, scope)
    const items = channelMenu(channel, scope, session)
    const more = items.length > 0 ? button('Channel actions', 'more', undefined, (anchor) => openMenu(anchor, 'Channel actions', items, { align: 'end' })) : undefined
    return [
      h(
        'div',
        { class: 'channel-line' },
        h('h1', { class: 'channel-name' }, sign(channel), h('span', {}, channel.name)),
        h('p', { class: 'channel-topic', title: channel.topic }, mrkdwn(channel.topic, scope)),
        channel.pins.length > 0 ? button(`${channel.pins.length} pinned`, 'pin', String(channel.pins.length), (anchor) => openPins(anchor, channel, scope)) : undefined,
        channel.isIm ? undefined : button(`${channel.memberCount} members`, 'people', String(channel.memberCount), (anchor) => openMembers(anchor, channel, scope)),
        more,
      ),
      bookmarks(channel),
    ]
  }

  function botTabs(screen, scope) {
    const talk = screen.channels.find((channel) => channel.isIm && channel.with?.includes(screen.bot.id))
    const tab = (name, isOpen, run) => h('button', { type: 'button', role: 'tab', 'aria-selected': String(isOpen), class: 'tab', onclick: run }, name)
    const openTalk = async () => {
      const channel = talk?.id ?? (await session.act({ act: 'openIm', user: screen.bot.id })).channel
      if (channel) session.openChannel(channel)
    }
    return [
      h('div', { class: 'channel-line' }, h('h1', { class: 'channel-name' }, avatar(scope.bot, 'small'), h('span', {}, screen.bot.name), h('span', { class: 'app-badge' }, 'APP'))),
      h('div', { class: 'tabs', role: 'tablist' }, tab('Home', session.isHome, () => session.openChannel(HOME)), tab('Messages', !session.isHome, openTalk)),
    ]
  }

  function openPins(anchor, channel, scope) {
    const pin = (message) => {
      const name = nameOf(scope.person(message.author.id)) ?? message.author.name
      const words = message.text || 'A message without text'
      const show = () => {
        popover.close()
        const row = document.querySelector(`.main [data-ts="${CSS.escape(message.ts)}"]`)
        row?.scrollIntoView({ block: 'center' })
        row?.focus()
      }
      return h('li', {}, h('button', { type: 'button', class: 'pin-card', onclick: show }, h('strong', {}, name), h('small', {}, clockTime(new Date(Number(message.ts) * 1000), scope.me.tz)), h('span', {}, mrkdwn(words, { ...scope }).map(asWords))))
    }
    const panel = h('div', { class: 'panel', role: 'dialog', 'aria-label': 'Pinned messages' }, h('h2', {}, 'Pinned'), h('ul', {}, channel.pins.map(pin)))
    const popover = openPopover(anchor, panel, { align: 'end' })
    panel.querySelector('button')?.focus()
  }

  function openMembers(anchor, channel, scope) {
    const member = (id) => {
      const person = scope.person(id)
      if (!person) return undefined
      const open = () => {
        popover.close()
        scope.openPerson(id)
      }
      const isBot = person.isBot ? h('span', { class: 'app-badge' }, 'APP') : undefined
      return h('li', {}, h('button', { type: 'button', class: 'member', onclick: open }, avatar(person, 'small'), h('span', {}, h('strong', {}, nameOf(person)), isBot, h('small', {}, person.title))))
    }
    const invite = h('button', { type: 'button', class: 'button', onclick: () => openMenu(invite, 'Invite', inviteMenu(channel, scope, session)) }, 'Invite…')
    const panel = h('div', { class: 'panel', role: 'dialog', 'aria-label': 'Members' }, h('h2', {}, 'Members'), h('ul', {}, channel.members.map(member)), channel.member && !channel.isArchived ? invite : undefined)
    const popover = openPopover(anchor, panel, { align: 'end' })
    panel.querySelector('button')?.focus()
  }
}

function sign(channel) {
  if (channel.isIm || channel.isMpim) return undefined
  return icon(channel.isPrivate ? 'lock' : 'hash')
}

function bookmarks(channel) {
  if (channel.bookmarks.length === 0) return undefined
  const item = ({ title, link, emoji }) => h('li', {}, safeLink(link, { class: 'bookmark' }, emoji ? h('span', { class: 'emoji', 'aria-hidden': 'true' }, emojiText(emoji.replaceAll(':', ''))) : icon('outside'), title))
  return h('ul', { class: 'bookmarks', 'aria-label': 'Bookmarks' }, channel.bookmarks.map(item))
}

function button(label, sign, words, open) {
  const node = h('button', { type: 'button', class: 'channel-tool', 'aria-label': label, title: label, 'aria-haspopup': 'true', 'aria-expanded': 'false', onclick: () => open(node) }, icon(sign), words)
  return node
}

/** A button cannot hold buttons: what mentions are elsewhere is plain text here. */
function asWords(node) {
  return typeof node === 'string' ? node : node.textContent
}
