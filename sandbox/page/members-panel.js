import { avatar } from './avatar.js'
import { inviteMenu } from './channel-actions.js'
import { h } from './dom.js'
import { openMenu } from './menu.js'
import { openPopover } from './popover.js'
import { nameOf } from './scope.js'
/** @import { OpenChannel } from '../surface.ts' */
/** @import { Scope } from './scope.js' */
/** @import { Session } from './session.js' */

/**
 * The members of a channel. Choosing one opens a direct message.
 * @type {(anchor: HTMLElement, channel: OpenChannel, scope: Scope, session: Session) => void}
 */
export function openMembers(anchor, channel, scope, session) {
  /** @param {string} id */
  const member = (id) => {
    const person = scope.person(id)
    if (!person) return undefined
    const open = () => {
      popover.close()
      scope.openPerson(id)
    }
    const isBot = person.isBot ? h('span', { class: 'app-badge' }, 'APP') : undefined
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'member', onclick: open },
        avatar(person, 'small'),
        h('span', {}, h('strong', {}, nameOf(person)), isBot, h('small', {}, person.title)),
      ),
    )
  }
  /** @type {HTMLElement} */
  const invite = h(
    'button',
    {
      type: 'button',
      class: 'button',
      onclick: () => openMenu(invite, 'Invite', inviteMenu(channel, scope, session)),
    },
    'Invite…',
  )
  const panel = h(
    'div',
    { class: 'panel', role: 'dialog', 'aria-label': 'Members' },
    h('h2', {}, 'Members'),
    h('ul', {}, channel.members.map(member)),
    channel.member && !channel.isArchived ? invite : undefined,
  )
  const popover = openPopover(anchor, panel, { align: 'end' })
  panel.querySelector('button')?.focus()
}
