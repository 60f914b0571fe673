import { confirmDialog } from './confirm.js'
import { h } from './dom.js'
import { emojiText } from './emoji.js'
import { icon } from './icons.js'
import { openMenu } from './menu.js'
import { addReactionButton, toggleReaction } from './reactions.js'
/** @import { MessageSeen } from '../surface.ts' */
/** @import { MenuItem } from './menu.js' */
/** @import { ListOfMessages } from './message-row.js' */
/** @import { Session } from './session.js' */

const QUICK = ['white_check_mark', 'eyes']

/**
 * The actions on a message, shown while it has the pointer or the focus.
 * @type {(message: MessageSeen, list: ListOfMessages) => HTMLElement | undefined}
 */
export function messageToolbar(message, list) {
  const { scope, session } = list
  if (message.ephemeral || message.isSystemLine) return undefined
  const isOwn = message.author.id === scope.me.id
  /** @type {(label: string, sign: Parameters<typeof icon>[0], run: () => unknown) => HTMLElement} */
  const tool = (label, sign, run) =>
    h(
      'button',
      { type: 'button', class: 'tool', 'aria-label': label, title: label, onclick: run },
      icon(sign),
    )
  /** @type {HTMLElement} */
  const more = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      'aria-label': 'More message actions',
      title: 'More message actions',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      onclick: () => openMenu(more, 'More message actions', menuItems(message, list), { align: 'end' }),
    },
    icon('more'),
  )
  return h(
    'div',
    { class: 'toolbar', role: 'toolbar', 'aria-label': 'Message actions' },
    QUICK.map((name) => {
      const mine = message.reactions.some(
        (reaction) => reaction.name === name && reaction.users.includes(scope.me.id),
      )
      const label = `React with ${name.replaceAll('_', ' ')}`
      return h(
        'button',
        {
          type: 'button',
          class: 'tool emoji',
          'aria-label': label,
          title: label,
          onclick: () => toggleReaction(session, message, name, mine),
        },
        emojiText(name),
      )
    }),
    addReactionButton(message, list, 'tool'),
    list.inThread
      ? undefined
      : tool('Reply in thread', 'thread', () => session.openThread(message.threadTs ?? message.ts)),
    tool(message.pinnedBy ? 'Unpin' : 'Pin', 'pin', () =>
      session.act({ act: message.pinnedBy ? 'unpin' : 'pin', channel: message.channel, ts: message.ts }),
    ),
    isOwn ? tool('Edit', 'edit', () => list.edit(message)) : undefined,
    more,
  )
}

/** @type {(message: MessageSeen, list: ListOfMessages) => MenuItem[]} */
function menuItems(message, list) {
  const { session, screen, scope } = list
  const isOwn = message.author.id === scope.me.id
  const shortcuts = screen.shortcuts.filter((shortcut) => shortcut.type === 'message')
  /** @type {MenuItem[]} */
  const ofBot = shortcuts.map((shortcut) => ({
    label: shortcut.name,
    hint: shortcut.description || screen.bot.name,
    icon: icon('bolt'),
    run: () =>
      session.act({
        act: 'shortcut',
        callbackId: shortcut.callbackId,
        message: { channel: message.channel, ts: message.ts },
      }),
  }))
  if (ofBot.length > 0) ofBot.push('divider')
  /** @type {MenuItem[]} */
  const ofAuthor = [
    { label: 'Edit message', icon: icon('edit'), run: () => list.edit(message) },
    { label: 'Delete message…', icon: icon('trash'), danger: true, run: () => remove(message, session) },
  ]
  const copy = () => navigator.clipboard?.writeText(message.text)
  return [...ofBot, { label: 'Copy text', icon: icon('copy'), run: copy }, ...(isOwn ? ofAuthor : [])]
}

/** @type {(message: MessageSeen, session: Session) => Promise<void>} */
async function remove(message, session) {
  const agreed = await confirmDialog({
    title: 'Delete this message?',
    body: 'It cannot be brought back.',
    yes: 'Delete',
    no: 'Cancel',
    danger: true,
  })
  if (agreed) await session.act({ act: 'delete', channel: message.channel, ts: message.ts })
}
