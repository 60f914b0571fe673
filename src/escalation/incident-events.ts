/** Turns the news of climbs into events of the incident's own record. */
import type { IncidentEvent, UserId } from '#incidents/incident.ts'
import type { ClimbNews } from './apply-reactions.ts'

/** `again`: the time at which the ladder begins again, if it does. */
export function eventOf(
  { role, news }: ClimbNews,
  again: Date | null,
): { actor: UserId | null; event: IncidentEvent } {
  switch (news.what) {
    case 'paged':
      return { actor: null, event: { type: 'paged', user: news.user, why: news.why, role } }
    case 'answered': {
      const { user, answer, reason } = news
      const actor = answer === 'acknowledged' || answer === 'declined' ? user : null
      return {
        actor,
        event: { type: 'page answered', user, answer, role, ...(reason !== undefined && { reason }) },
      }
    }
    case 'skipped':
      return {
        actor: null,
        event: { type: 'level skipped', role, level: news.level, ...(news.quiet && { quiet: true }) },
      }
    case 'held':
      return {
        actor: null,
        event: { type: 'page held', role, users: news.users, until: news.until.toISOString() },
      }
    case 'ended':
      return {
        actor: null,
        event: {
          type: 'ladder ended',
          role,
          ...(news.empty && { empty: true }),
          ...(again && { again: again.toISOString() }),
        },
      }
  }
}
