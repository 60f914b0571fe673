import { avatar } from './avatar.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { openPersonMenu } from './person-menu.js'
import { picker } from './picker.js'
/** @import { Person, Screen } from '../surface.ts' */
/** @import { PickerOption } from './option-list.js' */
/** @import { Session } from './session.js' */

/**
 * The list of employees. The chosen one clicks and writes from now on.
 * @type {(screen: Screen, session: Session) => HTMLElement}
 */
export function youAre(screen, session) {
  const people = screen.people.filter((person) => !person.deactivated)
  const bySquad = Object.groupBy(people, (person) => person.squad || 'Company')
  const options = Object.entries(bySquad).flatMap(([squad, members]) =>
    (members ?? []).map((person) => personOption(person, squad, screen)),
  )
  const choice = picker({
    labelledby: 'you-are',
    label: 'You are',
    placeholder: 'Nobody',
    options,
    chosen: [screen.me.id],
    onChange: ([as]) => session.go({ as, thread: undefined }),
  })
  choice.classList.add('switch-picker')
  choice.dataset['focus'] = 'you are'
  const { title, squad, isGuest, dnd } = screen.me
  const words = [title, squad, isGuest && 'guest', dnd?.on && 'Do Not Disturb'].filter(Boolean).join(' · ')
  /** @type {HTMLElement} */
  const more = h(
    'button',
    {
      type: 'button',
      class: 'side-tool',
      'aria-label': 'About you',
      title: 'Second window, Do Not Disturb, hiring, leaving',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      onclick: () => openPersonMenu(more, screen.me, session),
    },
    icon('more'),
  )
  return h(
    'div',
    { class: 'switch' },
    h('div', { class: 'side-label' }, h('span', { id: 'you-are' }, 'You are'), more),
    choice,
    h('small', { class: 'switch-words' }, words),
  )
}

/** @type {(person: Person, squad: string, screen: Screen) => PickerOption} */
function personOption(person, squad, { ringing }) {
  const rings = ringing.some((one) => one.person === person.id)
  return {
    value: person.id,
    label: person.realName,
    description: person.title + (person.isGuest ? ' · guest' : '') + (rings ? ' · phone rang' : ''),
    group: squad,
    icon: avatar(person, 'tiny'),
  }
}
