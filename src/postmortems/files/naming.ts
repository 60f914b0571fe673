/** Names people in a post-mortem: by name, or by their role where it is to be about the system. Pure. */
import type { UserId } from '#incidents/incident.ts'
import { type Participant, partsOf } from '../draft/people.ts'

export interface Naming {
  person: (id: UserId) => string
  /** Replaces names inside text that people wrote. */
  text: (written: string) => string
}

export function byName(names: ReadonlyMap<UserId, string>): Naming {
  return { person: (id) => names.get(id) ?? 'somebody', text: (written) => written }
}

/**
 * Replaces people by their roles. `names` are those of people in the document, who are also called by a part of their
 * name. `colleagues` are everybody, recognised only by a full name or after an @.
 */
export function byRole(
  names: ReadonlyMap<UserId, string>,
  people: readonly Participant[],
  colleagues: ReadonlyMap<UserId, string>,
): Naming {
  const person = partsOf(people)
  const all = [...colleagues, ...names]
  const inFull = replacing(
    all.filter(([, name]) => /\s/.test(name)),
    'gui',
  )
  const addressed = replacing(
    all.map(([id, name]) => [id, `@${name}`]),
    'gui',
  )
  const inPart = replacing(
    [...names].flatMap(([id, name]) => nameParts(name).map((part): [UserId, string] => [id, part])),
    'gu',
  )
  return { person, text: (written) => inPart(addressed(inFull(written, person), person), person) }
}

/** A first name counts even in lower case. Later parts in lower case, such as `van` and `de`, are ordinary words. */
function nameParts(name: string): string[] {
  const [first = '', ...more] = name.split(/\s+/)
  return [name, first, ...more.filter((part) => !/^\p{Ll}/u.test(part))]
}

/** Replaces all names in one pass, since there may be thousands. Of two equal names the later entry counts. */
function replacing(
  known: readonly (readonly [UserId, string])[],
  flags: 'gu' | 'gui',
): (text: string, person: (id: UserId) => string) => string {
  const plain = (called: string) => (flags === 'gui' ? called.toLowerCase() : called)
  const ids = new Map(known.filter(([, called]) => called.length > 2).map(([id, one]) => [plain(one), id]))
  if (ids.size === 0) return (text) => text
  const longestFirst = [...ids.keys()].sort((a, b) => b.length - a.length).map((one) => RegExp.escape(one))
  const pattern = new RegExp(`@?(?<![\\p{L}\\p{N}])(${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, flags)
  return (text, person) =>
    text.replace(pattern, (found, called: string) => {
      const id = ids.get(plain(called))
      return id === undefined ? found : person(id)
    })
}
