/** Calendar feeds: one for each rota, and one of a person's own turns, read with a secret address. */
import { randomBytes } from 'node:crypto'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import type { PeopleService } from '#people/people-service.ts'
import { isFullMember } from '#people/person.ts'
import { day } from '#time.ts'
import type { CalendarEvent } from '#words/icalendar.ts'
import { calendarText } from './calendar.ts'
import { secretHash, secretFrom } from './calendar-key.ts'
import { dropKeys, dropKeysOf, keyOwners, keysOf, keyWith, saveKey } from './calendar-store.ts'
import { findRota, requireRota, rotaIds } from './oncall-store.ts'
import { hoursWords } from './turn-words.ts'
import type { RotaState } from './turns/rota.ts'
import { type Stretch, turnTimeline } from './turns/timeline.ts'

export interface CalendarServiceParts {
  db: Db
  clock: Clock
  people: Pick<PeopleService, 'findAll'>
  /** A secret outside the database, from which addresses are made. */
  calendarKey: string
  /** Names by id. */
  namesOf(users: readonly UserId[]): Promise<(user: UserId) => string>
}

export type Calendars = ReturnType<typeof createCalendars>

/** The time a feed reaches back, in milliseconds. */
const kept = 30 * day

export function createCalendars({ db, clock, people, calendarKey, namesOf }: CalendarServiceParts) {
  /** Turn by turn from the start of a whole one: an entry that began elsewhere at each reading would be another one. */
  function comingOf(state: RotaState): Stretch[] {
    const now = clock.now()
    const first = state.shifts.find(({ end }) => +end > +now - kept)
    return first ? turnTimeline(state, first.start, state.publishedUntil ?? now) : []
  }

  return {
    /** The secret of the feed of one rota or, as `mine`, of all the person's own shifts; always the same until revoked, or until the bot's token changes: then the old one works on beside it. */
    async calendar(by: UserId, of: string): Promise<string> {
      if (of !== 'mine') await requireRota(db, of)
      for (const { nonce, hash } of await keysOf(db, by, of)) {
        const secret = nonce === null ? null : secretFrom(calendarKey, nonce)
        if (secret !== null && secretHash(secret) === hash) return secret
      }
      const nonce = randomBytes(18).toString('base64url')
      const secret = secretFrom(calendarKey, nonce)
      await saveKey(db, { hash: secretHash(secret), person: by, feed: of, nonce }, clock.now())
      return secret
    },

    /** Makes a new address; the old one stops working at once. */
    revokeCalendar: (by: UserId, of: string) => dropKeys(db, by, of),

    /** Ends the addresses of all who have left or become guests; of `among` only, where it is given. */
    async closeToOutsiders(among?: readonly UserId[]): Promise<void> {
      const known = await people.findAll(among ?? (await keyOwners(db)))
      await dropKeysOf(
        db,
        [...known.values()].filter((person) => !isFullMember(person)).map(({ id }) => id),
      )
    },

    /** The feed as iCalendar text; null for a secret that does not exist or was revoked. */
    async calendarText(secret: string): Promise<string | null> {
      const found = await keyWith(db, secretHash(secret))
      if (!found) return null
      const { feed, person } = found
      const owner = (await people.findAll([person])).get(person)
      if (owner && !isFullMember(owner)) {
        await dropKeysOf(db, [person])
        return null
      }
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
  const hours = hoursWords(rota)
  return {
    uid: `${rota.id}-${start.toISOString()}@muster`,
    start,
    end,
    summary: own ? `On call: ${rota.name}` : `${rota.name}: ${nameOf(user)}`,
    description: [
      ...(cover ? [`Stands in for ${nameOf(cover.by)}`] : []),
      ...(hours === null
        ? []
        : [`Nobody is meant to be on call outside of its hours: ${hours} (${rota.timeZone})`]),
    ].join('. '),
  }
}
