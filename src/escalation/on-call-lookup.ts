/** Finds who is on call now: from the rotas, and from the policy while a rota is empty. */
import type { Db } from '#db/database.ts'
import type { Role, UserId } from '#incidents/incident.ts'
import { roleName } from '#incidents/words.ts'
import { findPeople, idsByEmail, unheardOf } from '#people/person-store.ts'
import { lastReading } from '#people/workspace-store.ts'

export interface PersonOnCall {
  user: UserId
  /** Completes "You are paged because …": "you are on call as GEOC today". */
  why: string
}

/** The turns of one rota. */
export interface Turns {
  /** The people whose turn it is. */
  current: PersonOnCall[]
  /** All who take turns, in that order. */
  everyone: PersonOnCall[]
  /** As in `Named`. */
  awaited: boolean
  /** True while nobody is meant to be on call. */
  quiet?: boolean
  /** The second person on call at the same time. */
  second?: PersonOnCall
}

/** The people the policy names. */
export interface Named {
  people: PersonOnCall[]
  /** True while Slack has not been asked about one of their addresses. */
  awaited: boolean
  /** True where nobody is meant to be on call at this time. */
  quiet?: boolean
}

/** `db` may be a transaction: use nothing else inside one. */
export interface WhoIsOnCall {
  /** The people whose turn it is, as people read it: nobody whom Slack does not know. Pages are tried all the same. */
  at(db: Db, role: Role, now: Date): Promise<PersonOnCall[]>
  turns(db: Db, role: Role, now: Date): Promise<Turns>
  managerOf(db: Db, squad: string): Promise<Named>
  /** People the policy names, by id or e-mail address; an unknown address is left out. */
  named(db: Db, people: readonly string[], why: string): Promise<Named>
}

/** The part of the policy that lists people. */
export interface Listed {
  names: Record<'geoc' | 'im' | 'sem', string>
  people: Record<'geoc' | 'im', readonly string[]>
  squads: Readonly<Record<string, { sem: readonly string[]; manager?: string | null | undefined }>>
}

/** Puts the first one listed who has not left on call; the others come after. Nobody is on call until Slack has been asked about the first. */
export function listedOnCall({ names, people, squads }: Listed): WhoIsOnCall {
  async function turns(db: Db, role: Role): Promise<Turns> {
    const [listed, why] = list(role)
    const users = await resolve(db, listed)
    const { people: everyone, awaited } = meant(users, why)
    const first = `you are on call as ${roleName(role, { names })} (listed in muster.yml)`
    return { current: meant(users.slice(0, 1), first).people, everyone, awaited }
  }

  function list(role: Role): [people: readonly string[], why: string] {
    if (role === 'geoc' || role === 'im') return [people[role], `muster.yml lists you as ${names[role]}`]
    const squad = role.slice('sem:'.length)
    return [squads[squad]?.sem ?? [], `muster.yml lists you as ${names.sem} of ${squad}`]
  }

  return {
    turns,
    named,
    at: async (db, role) => {
      const { current, everyone } = await turns(db, role)
      return current.length === 0 ? [] : (await knownAmong(db, everyone)).slice(0, 1)
    },
    managerOf: async (db, squad) => named(db, [squads[squad]?.manager ?? []].flat(), `you manage ${squad}`),
  }
}

async function named(db: Db, people: readonly string[], why: string): Promise<Named> {
  return meant(await resolve(db, people), why)
}

function meant(users: readonly (UserId | null)[], why: string): Named {
  return {
    people: users.filter((user) => user !== null).map((user) => ({ user, why })),
    awaited: users.includes(null),
  }
}

/** Their ids, in order, without those who have left; null for an address that Slack has not been asked about yet. */
async function resolve(db: Db, people: readonly string[]): Promise<(UserId | null)[]> {
  const emails = people.filter((one) => one.includes('@')).map((one) => one.toLowerCase())
  const [byEmail, unheard] = [await idsByEmail(db, emails), await unheardOf(db, emails, null)]
  const users = people.flatMap((one) => {
    const email = one.toLowerCase()
    if (!one.includes('@')) return [one]
    return unheard.has(email) ? [null] : (byEmail.get(email) ?? [])
  })
  const known = await findPeople(
    db,
    users.filter((user) => user !== null),
  )
  return users.filter((user) => user === null || known.get(user)?.active !== false)
}

/** Those whom Slack knows; everybody before the people of the workspace were read. */
async function knownAmong(db: Db, people: readonly PersonOnCall[]): Promise<PersonOnCall[]> {
  if ((await lastReading(db)) === null) return [...people]
  const known = await findPeople(
    db,
    people.map(({ user }) => user),
  )
  return people.filter(({ user }) => known.has(user))
}
