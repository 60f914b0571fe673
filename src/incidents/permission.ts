/** Decides who may do what with an incident: the policy's table, asked for every command, button, modal and shortcut. */
import type { Policy } from '#policy/policy.ts'
import type { Command } from './decide.ts'
import { isSame } from './actor.ts'
import type { Incident, Program, Role, UserId } from './incident.ts'

export type Deed = Command['do'] | 'declare' | 'repair' | 'postmortem'

/** The person who asks, as far as permissions look. */
export interface Asking {
  id: UserId
  email: string | null
  /** False for the deactivated, bots, and people of another organisation. */
  active: boolean
  guest: boolean
  /** True for people who take turns in a rota, or are listed in the policy. */
  onCall: boolean
}

type Entry = Exclude<keyof Policy['permissions'], 'rotas' | 'cancelAll' | 'quiet'>

/** Finds the line of the table that covers a deed; null for a deed that only its own addressee can do, and for Muster's own. */
const entries: Record<Deed, Entry | null> = {
  declare: 'declare',
  acknowledge: 'acknowledge',
  'set status': 'status',
  'set severity': 'severity',
  rename: 'status',
  'give role': 'assign',
  'offer role': 'handoff',
  'accept role': null,
  'decline role': null,
  join: 'join',
  escalate: 'escalate',
  'start fix': 'fix',
  'end fix': 'fix',
  'post update': 'update',
  note: 'note',
  'set impact': 'note',
  'set services': 'note',
  judge: 'note',
  resolve: 'resolve',
  reopen: 'reopen',
  cancel: 'cancel',
  merge: 'merge',
  repair: 'repair',
  absorb: 'merge',
  close: 'resolve',
  archive: 'resolve',
  postmortem: 'postmortem',
}

type Reach = 'any' | 'own' | 'none'

/** The deeds of a program on incidents it can see, whatever the policy says; `own`: on those it declared itself. Roles, answers and a place in the room are people's. */
const programs: Record<Deed, { source: Reach; key: Reach }> = {
  declare: { source: 'any', key: 'any' },
  acknowledge: { source: 'none', key: 'none' },
  'set status': { source: 'none', key: 'any' },
  'set severity': { source: 'own', key: 'any' },
  rename: { source: 'none', key: 'any' },
  'give role': { source: 'none', key: 'none' },
  'offer role': { source: 'none', key: 'none' },
  'accept role': { source: 'none', key: 'none' },
  'decline role': { source: 'none', key: 'none' },
  join: { source: 'none', key: 'none' },
  escalate: { source: 'own', key: 'any' },
  'start fix': { source: 'none', key: 'any' },
  'end fix': { source: 'none', key: 'any' },
  'post update': { source: 'none', key: 'any' },
  note: { source: 'any', key: 'any' },
  'set impact': { source: 'own', key: 'any' },
  'set services': { source: 'own', key: 'any' },
  judge: { source: 'none', key: 'none' },
  resolve: { source: 'own', key: 'any' },
  reopen: { source: 'own', key: 'any' },
  cancel: { source: 'none', key: 'any' },
  merge: { source: 'none', key: 'any' },
  absorb: { source: 'none', key: 'any' },
  repair: { source: 'none', key: 'none' },
  close: { source: 'none', key: 'none' },
  archive: { source: 'none', key: 'none' },
  postmortem: { source: 'none', key: 'none' },
}

/** As `refusalFor`, for a program. */
export function programRefusalFor(deed: Deed, program: Program, incident: Incident | null): string | null {
  const kind = 'source' in program ? 'source' : 'key'
  const reach = programs[deed][kind]
  if (reach === 'any') return null
  if (reach === 'none') return `A ${kind} cannot do that. A person can.`
  if (incident !== null && isSame(incident.reporter, program)) return null
  return `A ${kind} can do that only with what it declared itself.`
}

/** Limits what a guest is told of an incident whose room they are not in. */
export const guestsElsewhere = 'Guests can take part only in rooms they have been invited to.'

/** Null when allowed; otherwise kind words that say who can do it. `incident` is null for a declaration; `role` is the one given away. */
export function refusalFor(
  deed: Deed,
  { id, email, active, guest, onCall }: Asking,
  incident: Incident | null,
  { permissions, names }: Pick<Policy, 'permissions' | 'names'>,
  role?: Role,
): string | null {
  if (!active) return 'Only active people of this workspace can do that.'
  const isThere = incident?.present.some((one) => one.user === id) ?? false
  if (guest && !isThere) return guestsElsewhere
  const entry = entries[deed]
  if (entry === null || (deed === 'set severity' && isYetToSay(id, incident))) return null
  const allowed: readonly string[] = permissions[entry]
  const holds = (role: string) =>
    Object.entries(incident?.roles ?? {}).some(
      ([one, user]) => user === id && (one === role || one.startsWith(`${role}:`)),
    )
  const isResponder =
    onCall ||
    Object.values(incident?.roles ?? {}).includes(id) ||
    (incident !== null && incident.reporter !== id && incident.invited.some((one) => one.user === id)) ||
    (isThere && incident?.reporter !== id)
  const is: Record<string, () => boolean> = {
    anyone: () => true,
    responders: () => isResponder,
    reporter: () => incident?.reporter === id,
    geoc: () => holds('geoc'),
    sem: () => holds('sem'),
    im: () => holds('im'),
    holder: () => role !== undefined && incident?.roles[role] === id,
  }
  if (allowed.some((one) => is[one]?.() ?? (one === id || one.toLowerCase() === email))) return null
  const way = isThere ? ' Ask one of them in the room.' : ' Join the room first, or ask someone in it.'
  return `Only ${whoCan(allowed, names)} can do that here.${allowed.includes('responders') ? way : ''}`
}

/** The reporter may still say what they left open when they declared it. */
function isYetToSay(id: UserId, incident: Incident | null): boolean {
  return incident !== null && incident.reporter === id && incident.severity === null
}

function whoCan(allowed: readonly string[], names: Policy['names']): string {
  const words: Record<string, string> = {
    responders: 'responders',
    reporter: 'the reporter',
    geoc: `the ${names.geoc}`,
    sem: `a ${names.sem}`,
    im: `the ${names.im}`,
    holder: 'whoever has the role',
  }
  return allowed.map((one) => words[one] ?? (one.includes('@') ? one : `<@${one}>`)).join(' or ')
}
