/** Names people in a post-mortem: by name, or by their role where it is to be about the system. Pure. */
import type { UserId } from '#incidents/incident.ts'
import type { Participant } from '../draft/people.ts'

export interface Naming {
  person: (id: UserId) => string
  /** Text that people wrote, in which others may be named. */
  text: (written: string) => string
}

export function byName(names: ReadonlyMap<UserId, string>): Naming {
  return { person: (id) => names.get(id) ?? 'somebody', text: (written) => written }
}

/**
 * `names`: of those the document is about, whom people also call by a part of theirs. `colleagues`: of everybody, who can
 * only be told from other words by a name in full, or by an @ before it.
 */
export function byRole(
  names: ReadonlyMap<UserId, string>,
  people: readonly Participant[],
  colleagues: ReadonlyMap<UserId, string>,
): Naming {
  const roles = new Map(people.map(({ user, roles: [first = 'took part'] }) => [user, spokenRole(first)]))
  const person = (id: UserId) => roles.get(id) ?? 'a colleague'
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
    [...names].flatMap(([id, name]) => partsOf(name).map((part): [UserId, string] => [id, part])),
    'gu',
  )
  return { person, text: (written) => inPart(addressed(inFull(written, person), person), person) }
}

/** First names are used however they are written; of the others, `van` and `de` are words like any. */
function partsOf(name: string): string[] {
  const [first = '', ...more] = name.split(/\s+/)
  return [name, first, ...more.filter((part) => !/^\p{Ll}/u.test(part))]
}

/** All are looked for at once, since there may be thousands. A later one of the same name counts. */
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

function spokenRole(role: string): string {
  if (role === 'reporter') return 'the reporter'
  return /^(took|tried|informed) /.test(role) ? 'a colleague' : `the ${role}`
}
