import { type Cast, company } from '../sandbox/company.ts'
import type { Person } from '../sandbox/surface.ts'
import { BadStory } from './story/bad-story.ts'
import { nearest } from '#policy/nearest.ts'

/** Somebody a story invents. */
export interface Invented {
  name: string
  title?: string | undefined
  squad?: string | undefined
  zone?: string | undefined
  guest?: boolean | undefined
  deactivated?: boolean | undefined
}

export interface InventedChannel {
  name: string
  topic?: string | undefined
  private?: boolean | undefined
  archived?: boolean | undefined
  /** Handles; left out: everyone. */
  members?: readonly string[] | undefined
}

const colours = ['#0e7490', '#a16207', '#7e22ce', '#15803d', '#b91c1c', '#4338ca']

/** The sandbox's company, and the people and channels that a story adds to it; where people live unless it is said. */
export function castOf(
  people: Record<string, Invented> = {},
  channels: readonly InventedChannel[] = [],
  zone: string = company.team.tz,
): Cast {
  const added = Object.entries(people).map(([handle, one], index): Cast['people'][number] => ({
    id: idOf('U', handle),
    name: handle,
    realName: one.name,
    title: one.title ?? '',
    squad: one.squad ?? '',
    tz: one.zone ?? zone,
    isGuest: one.guest ?? false,
    deactivated: one.deactivated ?? false,
    avatar: { colour: colours[index % colours.length] ?? '#475569', emoji: '🙂' },
  }))
  const everyone = [...company.people, ...added]
  return {
    ...company,
    people: everyone,
    channels: [
      ...company.channels,
      ...channels.map((one) => ({
        id: idOf('C', one.name),
        name: one.name,
        topic: one.topic ?? '',
        isPrivate: one.private ?? false,
        archived: one.archived ?? false,
        ...(one.members && { members: one.members.map((words) => personIn(everyone, words).id) }),
      })),
    ],
  }
}

type Named = Pick<Person, 'id' | 'realName'> & Partial<Pick<Person, 'name' | 'displayName'>>

/** Finds a person by `@amina`, `amina.okafor`, `Amina` or `Amina Okafor`. Throws `BadStory` when there is none. */
export function personIn<P extends Named>(people: readonly P[], words: string): P {
  const wanted = words.replace(/^@/, '').toLowerCase()
  const found =
    people.find((one) => one.id === words || one.name === wanted) ??
    people.find((one) => namesOf(one).includes(wanted))
  if (found) return found
  const meant = nearest(wanted, people.flatMap(namesOf))
  throw new BadStory([`Nobody here is called "${words}".${meant ? ` Is it "${meant}"?` : ''}`])
}

function namesOf({ name, realName, displayName }: Named): string[] {
  const [first = ''] = realName.split(' ')
  const names = [
    name,
    displayName,
    first,
    plainLetters(first),
    realName,
    plainLetters(realName).replaceAll(' ', '.'),
  ]
  return names.flatMap((one) => (one ? [one.toLowerCase()] : []))
}

function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Slack's ids are capitals and digits. */
function idOf(prefix: string, words: string): string {
  return `${prefix}9${plainLetters(words)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')}`.padEnd(8, '0')
}
