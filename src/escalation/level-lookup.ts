/** Finds the people whom the levels of a ladder mean at this moment. */
import type { Db } from '#db/database.ts'
import { type Callee, type Incident, isRole } from '#incidents/incident.ts'
import { findPeople } from '#people/person-store.ts'
import type { Policy } from '#policy/policy.ts'
import type { Climb, LadderPlan } from './climb.ts'
import { type Candidate, type Level, levelName, type Step, type Target } from './ladder.ts'
import { rotaSettings } from '#policy/rota-settings.ts'
import { asleepUntil } from './night.ts'
import type { Named, PersonOnCall, Turns, WhoIsOnCall } from './on-call-lookup.ts'
import type { Repeat } from './repeat.ts'
import { silencedUntil } from './silence-store.ts'

/** The policy's part about escalating. */
export type EscalationPolicy = Pick<Policy, 'names' | 'severities' | 'ladders' | 'rotas' | 'squads'>

/** The sources from which a level's people are read. */
export interface Sources {
  policy: EscalationPolicy
  onCall: WhoIsOnCall
}

/** The time a person asked for by name is waited for, in milliseconds. */
const namedWait = 5 * 60_000

/** Finds the people that the policy's ladders of `starting` and the steps of `climbs` mean now. */
export async function planFor(
  db: Db,
  incident: Pick<Incident, 'severity' | 'squad' | 'private'>,
  climbs: readonly Climb[],
  starting: readonly Callee[],
  { policy, onCall: source }: Sources,
  now: Date,
): Promise<LadderPlan> {
  const onCall = askedOnce(source)
  const meant = new Map<string, Named>()
  const wanted = [...climbs, ...starting.map((role) => ({ role, steps: ladderOf(policy, role) }))]
  for (const { role, steps } of wanted) {
    for (const { page } of steps) {
      const key = keyOf(role, page)
      if (!meant.has(key)) meant.set(key, await whoIs(db, page, role, incident.squad, onCall, now))
    }
  }
  const users = [...new Set([...meant.values()].flatMap(({ people }) => people.map((one) => one.user)))]
  const [known, silenced] = [await findPeople(db, users), await silencedUntil(db, users, now)]
  const severity = incident.severity ?? policy.severities.default
  const wakesPeople = policy.severities[severity].pageAtNight

  function candidate({ user, why }: PersonOnCall, wakes: boolean): Candidate[] {
    const person = known.get(user)
    if (person?.active === false) return []
    const asleep = wakes || !person ? null : asleepUntil(person.timeZone, now)
    return [{ user, why, asleepUntil: asleep, silenced: silenced.has(user) }]
  }

  return {
    steps: (role) => ladderOf(policy, role),
    levels: ({ role, steps, startedBy }) =>
      steps.map(
        ({ page, wait, severities }): Level => ({
          name: levelName(page, policy.names),
          wait,
          // A private incident is not told to a whole rota.
          applies:
            (severities === null || severities.includes(severity)) && !(incident.private && page === 'rota'),
          take: page === 'next-geoc' || page === 'next-sem' ? 'one' : 'all',
          awaited: meant.get(keyOf(role, page))?.awaited ?? false,
          quiet: meant.get(keyOf(role, page))?.quiet ?? false,
          candidates: (meant.get(keyOf(role, page))?.people ?? []).flatMap((one) =>
            // A person who escalates by hand wants people now, also at night.
            candidate(one, wakesPeople || startedBy !== null),
          ),
        }),
      ),
  }
}

/** The ladder for a role; for somebody asked for by name a ladder of one step. */
export function ladderOf(
  policy: Pick<Policy, 'ladders' | 'rotas' | 'squads'>,
  role: Callee,
): readonly Step[] {
  if (!isRole(role)) return [{ page: [role.slice('person:'.length)], wait: namedWait, severities: null }]
  const { ladders } = policy
  const steps = role === 'geoc' || role === 'im' ? ladders[role] : ladders.sem
  if (rotaSettings(policy, role).secondary === 'none') return steps
  return steps.flatMap((step, index) => {
    const isOwn = step.page === (isRole(role) && role.startsWith('sem:') ? 'sem' : role)
    // A step for whoever is next asks the second first.
    const isNext = ['next-geoc', 'next-sem'].includes(String(steps[index + 1]?.page))
    return isOwn && !isNext ? [step, { ...step, page: 'second' as const }] : [step]
  })
}

/** The rounds that the policy wants of a ladder; null for one alone. */
export function repeatOf(
  { ladders: { repeat }, severities }: Pick<Policy, 'ladders' | 'severities'>,
  { severity }: Pick<Incident, 'severity'>,
): Repeat | null {
  return repeat.severities.includes(severity ?? severities.default) ? repeat : null
}

type Asking = Pick<WhoIsOnCall, 'turns' | 'managerOf' | 'named'>

function keyOf(role: Callee, target: Target): string {
  return JSON.stringify([role, target])
}

async function whoIs(
  db: Db,
  target: Target,
  role: Callee,
  incidentSquad: string | null,
  onCall: Asking,
  now: Date,
): Promise<Named> {
  const squad = role.startsWith('sem:') ? role.slice('sem:'.length) : incidentSquad
  switch (target) {
    case 'geoc':
    case 'im':
      return current(await onCall.turns(db, target, now))
    case 'sem':
      return squad === null ? nobody : current(await onCall.turns(db, `sem:${squad}`, now))
    case 'second': {
      if (!isRole(role)) return nobody
      const { second, awaited, quiet = false } = await onCall.turns(db, role, now)
      return { people: second ? [second] : [], awaited: awaited && !second, quiet }
    }
    case 'next-geoc':
      return after(await onCall.turns(db, 'geoc', now))
    case 'next-sem':
      return squad === null ? nobody : after(await onCall.turns(db, `sem:${squad}`, now))
    case 'manager':
      return squad === null ? nobody : onCall.managerOf(db, squad)
    case 'rota': {
      if (!isRole(role)) return nobody
      const { everyone, awaited, quiet = false } = await onCall.turns(db, role, now)
      return { people: everyone, awaited, quiet }
    }
    default:
      return onCall.named(
        db,
        target,
        isRole(role) ? 'you are named in the ladder' : 'somebody asked for you by name',
      )
  }
}

const nobody: Named = { people: [], awaited: false }

/** Reads each rota only once: several levels mean the same one, and pages wait for the reading. */
function askedOnce(onCall: WhoIsOnCall): Asking {
  const answers = new Map<string, Promise<Turns>>()
  const turns: WhoIsOnCall['turns'] = (db, role, now) => {
    const answer = answers.get(role) ?? onCall.turns(db, role, now)
    answers.set(role, answer)
    return answer
  }
  return { ...onCall, turns }
}

function current({ current: people, awaited, quiet = false }: Turns): Named {
  return { people, awaited: awaited && people.length === 0, quiet }
}

/** The others of a rota, beginning with the one after the person on call. */
function after({ current, everyone, awaited, quiet = false, second }: Turns): Named {
  const on = new Set(current.map((one) => one.user))
  const turn = everyone.findLastIndex((one) => on.has(one.user)) + 1
  const others = [...everyone.slice(turn), ...everyone.slice(0, turn)]
  const next = others.filter((one) => !on.has(one.user) && one.user !== second?.user)
  return { people: second ? [second, ...next] : next, awaited, quiet }
}
