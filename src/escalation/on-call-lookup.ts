/** Who is on call now: asked of the rotas, and of the policy while a rota is empty. */
import type { Db } from '#db/database.ts'
import type { Role, UserId } from '#incidents/incident.ts'
import { idsByEmail } from '#people/person-store.ts'

export interface OnCall {
  user: UserId
  /** Completes "You are paged because …": "you are GEOC today". */
  why: string
}

/** Of one rota. */
export interface Turns {
  /** Those whose turn it is. */
  current: OnCall[]
  /** All who take turns, in that order. */
  everyone: OnCall[]
}

/** `db` may be a transaction: use nothing else inside one. */
export interface WhoIsOnCall {
  /** Those whose turn it is. */
  at(db: Db, role: Role, now: Date): Promise<OnCall[]>
  turns(db: Db, role: Role, now: Date): Promise<Turns>
  managerOf(db: Db, squad: string): Promise<OnCall[]>
  /** People the policy names, by id or e-mail address; an unknown address is left out. */
  named(db: Db, people: readonly string[], why: string): Promise<OnCall[]>
}

/** The part of the policy that lists people. */
export interface Listed {
  names: Record<'geoc' | 'im' | 'sem', string>
  people: Record<'geoc' | 'im', readonly string[]>
  squads: Readonly<Record<string, { sem: readonly string[]; manager?: string | null | undefined }>>
}

/** The first one listed is on call; the others come after. */
export function listedOnCall({ names, people, squads }: Listed): WhoIsOnCall {
  async function turns(db: Db, role: Role): Promise<Turns> {
    const everyone = await list(db, role)
    return { current: everyone.slice(0, 1), everyone }
  }

  async function list(db: Db, role: Role): Promise<OnCall[]> {
    if (role === 'geoc' || role === 'im') return named(db, people[role], `you are listed as ${names[role]}`)
    const squad = role.slice('sem:'.length)
    return named(db, squads[squad]?.sem ?? [], `you are listed as ${names.sem} of ${squad}`)
  }
  return {
    turns,
    named,
    at: async (db, role) => (await turns(db, role)).current,
    managerOf: async (db, squad) => named(db, [squads[squad]?.manager ?? []].flat(), `you manage ${squad}`),
  }
}

async function named(db: Db, people: readonly string[], why: string): Promise<OnCall[]> {
  const emails = people.filter((one) => one.includes('@')).map((one) => one.toLowerCase())
  const byEmail = await idsByEmail(db, emails)
  const users = people.flatMap((one) => (one.includes('@') ? (byEmail.get(one.toLowerCase()) ?? []) : one))
  return users.map((user) => ({ user, why }))
}
