/** What people are called in a post-mortem: by name, or, where it is to be about the system, by what they were. Pure. */
import type { UserId } from '#incidents/incident.ts'
import type { Part } from './people.ts'

export interface Called {
  person: (id: UserId) => string
  /** Text that people wrote, in which others may be named. */
  text: (written: string) => string
}

export function byName(names: ReadonlyMap<UserId, string>): Called {
  return { person: (id) => names.get(id) ?? 'somebody', text: (written) => written }
}

export function byRole(names: ReadonlyMap<UserId, string>, people: readonly Part[]): Called {
  const roles = new Map(people.map(({ user, roles: [first = 'took part'] }) => [user, spokenRole(first)]))
  const person = (id: UserId) => roles.get(id) ?? 'a colleague'
  const known = [...names]
    .flatMap(([id, name]) => [name, ...name.split(/\s+/).slice(0, 1)].map((called) => ({ called, id })))
    .filter(({ called }) => called.length > 2)
    .sort((a, b) => b.called.length - a.called.length)
  return {
    person,
    text: (written) =>
      known.reduce(
        (text, { called, id }) =>
          text.replace(
            new RegExp(`@?(?<![\\p{L}\\p{N}])${escaped(called)}(?![\\p{L}\\p{N}])`, 'gu'),
            person(id),
          ),
        written,
      ),
  }
}

function spokenRole(role: string): string {
  if (role === 'reporter') return 'the reporter'
  return /^(took|tried|informed) /.test(role) ? 'a colleague' : `the ${role}`
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
