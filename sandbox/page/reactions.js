import { h } from './dom.js'
import { emojiCharacter, emojiText } from './emoji.js'
import { openEmojiPicker } from './emoji-picker.js'
import { icon } from './icons.js'
import { listNames } from './scope.js'
/** @import { MessageSeen } from '../surface.ts' */
/** @import { Scope } from './scope.js' */
/** @import { Session } from './session.js' */

/**
 * The reactions under a message, each a toggle, and the button that adds one.
 * @type {(message: MessageSeen, list: { scope: Scope, session: Session }) => HTMLElement | undefined}
 */
export function reactionBar(message, { scope, session }) {
  if (message.reactions.length === 0) return undefined
  return h(
    'div',
    { class: 'reactions' },
    message.reactions.map(({ name, users }) => {
      const mine = users.includes(scope.me.id)
      return h(
        'button',
        {
          type: 'button',
          class: `reaction${mine ? ' mine' : ''}`,
          'aria-pressed': String(mine),
          'aria-label': `${name.replaceAll('_', ' ')}, ${users.length}`,
          title: `${listNames(users, scope)} reacted with :${name}:`,
          dataset: { focus: `reaction ${name}` },
          onclick: () => toggleReaction(session, message, name, mine),
        },
        h('span', { class: emojiCharacter(name) ? 'emoji' : '' }, emojiText(name)),
        h('span', {}, String(users.length)),
      )
    }),
    addReactionButton(message, { session, scope }, 'reaction reaction-add'),
  )
}

/** @type {(message: MessageSeen, list: { scope: Scope, session: Session }, className: string) => HTMLElement} */
export function addReactionButton(message, { session, scope }, className) {
  /** @type {HTMLElement} */
  const button = h(
    'button',
    {
      type: 'button',
      class: className,
      'aria-label': 'Add reaction',
      title: 'Add reaction',
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
      onclick: () =>
        openEmojiPicker(button, (name) => {
          const mine = message.reactions.some(
            (reaction) => reaction.name === name && reaction.users.includes(scope.me.id),
          )
          return toggleReaction(session, message, name, mine)
        }),
    },
    icon('smile'),
  )
  return button
}

/**
 * @param {Session} session
 * @param {MessageSeen} message
 * @param {string} name
 * @param {boolean} isMine
 */
export function toggleReaction(session, message, name, isMine) {
  return session.act({ act: isMine ? 'unreact' : 'react', channel: message.channel, ts: message.ts, name })
}
