/** @import { Person, Screen } from '../surface.ts' */

/** @typedef {ReturnType<typeof makeScope>} Scope */
/**
 * A person, or the bot beside them.
 * @typedef {Pick<Person, 'id' | 'name' | 'displayName' | 'realName' | 'title' | 'isBot' | 'avatar'> & Partial<Person>} Face
 */

/**
 * The world as rendering needs it: the reader, the time on the sandbox's clock and the names behind ids. `open` leads to a person
 * or a channel.
 * @param {Screen} screen
 * @param {{ person(id: string): unknown, channel(id: string): unknown }} open
 */
export function makeScope(screen, open) {
  const bot = botFace(screen.bot)
  /** @type {Map<string | undefined, Face>} */
  const people = new Map([...screen.people, bot].map((person) => [person.id, person]))
  const channels = new Map(screen.channels.map((channel) => [channel.id, channel]))
  const groups = new Map(screen.usergroups.map((group) => [group.id, group]))
  return {
    me: screen.me,
    now: new Date(screen.now),
    bot,
    people: screen.people,
    channels: screen.channels,
    usergroups: screen.usergroups,
    person: (/** @type {string} */ id) => people.get(id),
    personName: (/** @type {string} */ id) => nameOf(people.get(id)),
    channelName: (/** @type {string} */ id) => channels.get(id)?.name,
    groupHandle: (/** @type {string} */ id) => groups.get(id)?.handle,
    openPerson: open.person,
    openChannel: open.channel,
  }
}

/**
 * The bot as it looks beside people.
 * @type {(bot: Screen['bot']) => Face}
 */
function botFace({ id, name }) {
  return {
    id,
    name,
    displayName: name,
    realName: name,
    title: 'App',
    isBot: true,
    avatar: { colour: '#111827', emoji: '🤖' },
  }
}

/**
 * The name of a person on the page.
 * @type {(person: Face | undefined) => string | undefined}
 */
export function nameOf(person) {
  return person && (person.displayName || person.realName || person.name)
}

/**
 * "Nadia, Omar and 3 others".
 * @type {(ids: string[], scope: Scope, most?: number) => string}
 */
export function listNames(ids, scope, most = 4) {
  const names = ids.map((id) => (id === scope.me.id ? 'you' : (scope.personName(id) ?? id)))
  if (names.length <= 1) return names[0] ?? 'nobody'
  if (names.length <= most) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} others`
}
