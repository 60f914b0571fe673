import { h } from './dom.js'
import { emojiText } from './emoji.js'
/** @import { Person } from '../surface.ts' */

/**
 * The coloured square of a person or the bot. It is decoration: the name always stands beside it.
 * @param {{ name: string, displayName?: string, realName?: string, avatar: Person['avatar'] }} who
 * @param {'tiny' | 'small' | 'medium'} [size]
 */
export function avatar(who, size = 'medium') {
  const picture = who.avatar ?? {}
  const emoji = picture.emoji?.startsWith(':') ? emojiText(picture.emoji.slice(1, -1)) : picture.emoji
  const element = h(
    'span',
    { class: `avatar avatar-${size}`, 'aria-hidden': 'true' },
    emoji || initials(who.displayName || who.realName || who.name),
  )
  if (picture.colour) element.style.background = picture.colour
  return element
}

/** @type {(name: string) => string} */
function initials(name) {
  return (name ?? '?')
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')
}
