import type { Cast } from '../company.ts'
import type { Channel, Employee, World } from './world.ts'

/** The workspace on its first day: the cast, its channels, and the bot, which is in none of them. */
export function newWorld(cast: Cast, botName: string, now: Date): World {
  const seconds = Math.floor(now.getTime() / 1000)
  const world: World = {
    team: cast.team,
    bot: { userId: 'U0BOT', botId: 'B0BOT', appId: 'A0BOT', name: botName },
    people: {},
    channels: {},
    usergroups: {},
    files: {},
    views: {},
    homes: {},
    stacks: {},
    ephemerals: [],
    lastStamp: 0,
    lastId: 0,
  }
  for (const person of cast.people) world.people[person.id] = employee(person, cast, seconds)
  const everyone = cast.people.filter((p) => !p.deactivated && !p.isGuest).map((p) => p.id)
  for (const c of cast.channels) {
    const members = c.members ?? everyone
    world.channels[c.id] = {
      ...emptyChannel(c.id, c.name, members[0] ?? '', seconds),
      isPrivate: c.isPrivate === true,
      isGeneral: c.name === 'general',
      isArchived: c.archived === true,
      topic: {
        value: c.topic ?? '',
        creator: c.topic ? (members[0] ?? '') : '',
        last_set: c.topic ? seconds : 0,
      },
      members: [...members],
    }
  }
  for (const group of cast.usergroups ?? []) {
    const [createdBy = ''] = everyone
    world.usergroups[group.id] = {
      ...group,
      name: group.name ?? group.handle,
      description: '',
      channels: [],
      created: seconds,
      updated: seconds,
      disabledAt: 0,
      createdBy,
      updatedBy: createdBy,
    }
  }
  return world
}

export function employee(
  person: Cast['people'][number],
  cast: { team: { domain: string; tz: string } },
  seconds: number,
): Employee {
  const [first = person.realName] = person.realName.split(' ')
  const handle = person.name ?? plain(person.realName).replaceAll(' ', '.')
  return {
    id: person.id,
    name: handle,
    realName: person.realName,
    displayName: person.displayName ?? first,
    title: person.title ?? '',
    squad: person.squad ?? '',
    email: person.email ?? `${handle}@${cast.team.domain}.example`,
    tz: person.tz ?? cast.team.tz,
    isGuest: person.isGuest === true,
    isUltraRestricted: person.isUltraRestricted === true,
    isOwner: person.isOwner === true,
    deactivated: person.deactivated === true,
    isBot: false,
    avatar: person.avatar ?? { colour: '#475569', emoji: '🙂' },
    dnd: person.dnd ?? { on: false },
    updated: seconds,
  }
}

export function emptyChannel(id: string, name: string, creator: string, seconds: number): Channel {
  const untold = { value: '', creator: '', last_set: 0 }
  return {
    id,
    name,
    isPrivate: false,
    isIm: false,
    isMpim: false,
    isGeneral: false,
    isArchived: false,
    creator,
    created: seconds,
    topic: { ...untold },
    purpose: { ...untold },
    previousNames: [],
    members: [creator],
    messages: [],
    pins: [],
    bookmarks: [],
    read: {},
  }
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
}
