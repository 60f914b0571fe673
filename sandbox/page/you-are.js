import { avatar } from './avatar.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { picker } from './picker.js'

/** The switch over the employees: whoever is chosen is who clicks and writes from now on. */
export function youAre(screen, session) {
  const people = screen.people.filter((person) => !person.deactivated)
  const bySquad = Object.groupBy(people, (person) => person.squad || 'Company')
  const options = Object.entries(bySquad).flatMap(([squad, members]) =>
    members.map((person) => personOption(person, squad)),
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
  choice.dataset.focus = 'you are'
  const words = [screen.me.title, screen.me.squad].filter(Boolean).join(' · ')
  const another = h(
    'a',
    {
      class: 'side-tool',
      href: window.location.href,
      target: '_blank',
      'aria-label': 'Open a second window',
      title: 'Open a second window, to be somebody else there',
    },
    icon('outside'),
  )
  return h(
    'div',
    { class: 'switch' },
    h('div', { class: 'side-label' }, h('span', { id: 'you-are' }, 'You are'), another),
    choice,
    h('small', { class: 'switch-words' }, words),
  )
}

function personOption(person, squad) {
  return {
    value: person.id,
    label: person.realName,
    description: person.title + (person.isGuest ? ' · guest' : ''),
    group: squad,
    icon: avatar(person, 'tiny'),
  }
}
