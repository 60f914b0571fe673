/** Judges if the people in rotas can be woken. Pure: kinds of ways and codes are all it is given. */
import { deadBecause } from '#contacts/dead-code.ts'
import { kindNames } from '#contacts/contact.ts'
import { kindsIn } from '#contacts/own-rules.ts'
import { canBeReady, notReadyBecause } from '#contacts/ready.ts'
import type { ContactKind } from '#policy/contacts.ts'
import type { Policy } from '#policy/policy.ts'
import type { DatabaseFacts } from './database-facts-lookup.ts'
import { type Diagnosis, fine, wrong } from './diagnosis.ts'

export function judgeContacts(
  { contacts, rotas, people }: Pick<DatabaseFacts, 'contacts' | 'rotas' | 'people'>,
  { names, contacts: { requiredFor, defaultRules } }: Policy,
  kinds: readonly ContactKind[],
): Diagnosis[] {
  const nameOf = (id: string) => people[id]?.name ?? id
  const dead = contacts.flatMap(({ person, retired }) =>
    retired.map(({ kind, code }) =>
      wrong(
        'Contacts',
        `${nameOf(person)} cannot be reached by ${kindNames[kind as ContactKind]}: ${deadBecause(kind, code) ?? 'it was refused for good'}`,
        `They add another, or remove it: ${names.oncall} contact.`,
      ),
    ),
  )
  if (!canBeReady(kinds) || requiredFor.length === 0) return dead
  const waysOf = new Map(contacts.map((one) => [one.person, one]))
  const required = rotas.filter(({ id }) =>
    requiredFor.some((role) => id === role || id.startsWith(`${role}:`)),
  )
  const members = [...new Set(required.flatMap((rota) => rota.members))]
  const unready = members.flatMap((person) => {
    const { usable = [], inRules = null } = waysOf.get(person) ?? {}
    const because = notReadyBecause(
      (usable as ContactKind[]).filter((kind) => kinds.includes(kind)),
      (inRules as ContactKind[] | null) ?? kindsIn(defaultRules),
    )
    return because === null ? [] : [`${nameOf(person)} (${because})`]
  })
  if (members.length === 0) return dead
  return [
    ...dead,
    unready.length === 0
      ? fine('Contacts', 'everybody in a rota can be woken')
      : wrong(
          'Contacts',
          `a page may not wake ${unready.join(', ')}`,
          `Each mends it with ${names.oncall} contact.`,
        ),
  ]
}
