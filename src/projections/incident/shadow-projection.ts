/** Pages those who learn along with whoever is on call: one message for each role that is paged. Pure. */
import { type Callee, type Incident, isRole } from '#incidents/incident.ts'
import { shadowPage } from '#messages/oncall/shadow.ts'
import type { MessageSlot } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import type { IncidentContext } from './incident-context.ts'

/** A drill pages in its room only, and a private incident is told to nobody who is not needed. */
export function pagedAlong(
  incident: Incident,
  { pages, shadows, slots, words }: Pick<IncidentContext, 'pages' | 'shadows' | 'slots' | 'words'>,
): MessageSlot[] {
  if (incident.drill || incident.private) return []
  const room = slots.get('room')?.channel ?? null
  const roles = new Set<Callee>(pages.map(({ role }) => role).filter((role) => isRole(role)))
  return [...roles].flatMap((role) => {
    const paged = pages.filter((page) => page.role === role)
    const first = paged[0]?.at ?? new Date(0)
    return shadows
      .filter(({ rota, user, addedAt }) => {
        const isNamed = slots.has(nameOf(role, user))
        return rota === role && (isNamed || addedAt <= first) && !paged.some((page) => page.user === user)
      })
      .map(({ user }) => ({
        kind: 'message' as const,
        name: nameOf(role, user),
        urgency: urgencies.page,
        channel: { person: user },
        message: shadowPage({ incident, role, pages: paged, room, words }),
      }))
  })
}

function nameOf(role: Callee, user: string): string {
  return `shadow:${role}:${user}`
}
