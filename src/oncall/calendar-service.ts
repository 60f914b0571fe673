/** Calendar feeds: one for each rota, and one of a person's own turns, read with a secret address. */
import { randomBytes } from 'node:crypto'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import { day } from '#time.ts'
import type { CalendarEvent } from '#words/icalendar.ts'
import { calendarText } from './calendar.ts'
import { dropSecret, feedOf, secretOf } from './calendar-store.ts'
import { findRota, requireRota, rotaIds } from './oncall-store.ts'
import type { RotaState } from './turns/rota.ts'
import { type Stretch, turnTimeline } from './turns/timeline.ts'

export interface CalendarServiceParts {
  db: Db
  clock: Clock
  /** Names by id. */
  namesOf(users: readonly UserId[]): Promise<(user: UserId) => string>
}

export type Calendars = ReturnType<typeof createCalendars>

/** The part of the past that a feed holds, in milliseconds. */
const kept = 30 * day

export function createCalendars({ db, clock, namesOf }: CalendarServiceParts) {
  /**
   * Lists the coming turns, beginning with a whole one: an entry whose start moved at each reading would count as
   * another.
   */
  function comingOf(state: RotaState): Stretch[] {
    const now = clock.now()
    const first = state.shifts.find(({ end }) => +end > +now - kept)
    return first ? turnTimeline(state, first.start, state.publishedUntil ?? now) : []
  }

  return {
    /**
     * Returns the secret of the feed of one rota or, as `mine`, of all the person's own shifts. It stays the same until
     * revoked.
     */
    async calendar(by: UserId, of: string): Promise<string> {
      if (of !== 'mine') await requireRota(db, of)
      const fresh = randomBytes(24).toString('base64url')
      return secretOf(db, { person: by, feed: of, fresh, now: clock.now() })
    },

    /** Makes a new address; the old one stops working at once. */
    revokeCalendar: (by: UserId, of: string) => dropSecret(db, by, of),

    /** The feed as iCalendar text; null for a secret that does not exist or was revoked. */
    async calendarText(secret: string): Promise<string | null> {
      const found = await feedOf(db, secret)
      if (!found) return null
      const { feed, person } = found
      const states = await Promise.all(
        (feed === 'mine' ? await rotaIds(db) : [feed]).map((rota) => findRota(db, rota)),
      )
      const all = states.flatMap((state) =>
        state === null ? [] : comingOf(state).map((stretch) => ({ state, stretch })),
      )
      const shown = feed === 'mine' ? all.filter(({ stretch }) => stretch.user === person) : all
      const nameOf = await namesOf(shown.flatMap(({ stretch: { user, cover } }) => [user, cover?.by ?? user]))
      const [first] = states
      return calendarText(
        feed === 'mine' ? 'My turns on call' : `On call: ${first?.rota.name ?? feed}`,
        shown.map(({ state, stretch }) => eventOf(state, stretch, feed === 'mine', nameOf)),
        clock.now(),
      )
    },
  }
}

function eventOf(
  { rota }: RotaState,
  { user, start, end, cover }: Stretch,
  own: boolean,
  nameOf: (user: UserId) => string,
): CalendarEvent {
  return {
    uid: `${rota.id}-${start.toISOString()}@muster`,
    start,
    end,
    summary: own ? `On call: ${rota.name}` : `${rota.name}: ${nameOf(user)}`,
    description: cover ? `Stands in for ${nameOf(cover.by)}` : '',
  }
}
