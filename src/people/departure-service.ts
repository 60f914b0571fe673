/** People who leave the workspace: all that was theirs goes to others. Neither they nor new guests read calendars on. */
import type { PeopleService } from './people-service.ts'
import type { Person } from './person.ts'

/** A feature in which people hold something that cannot stay with somebody who has left. */
export interface Holding {
  /** Everybody who holds something now. */
  holders(): Promise<readonly string[]>
  /** Takes it back. Changes nothing where they hold nothing. */
  personLeft(user: string): Promise<void>
}

export interface DepartureParts {
  people: Pick<PeopleService, 'seen' | 'findAll' | 'readAll'>
  calendars: { closeToOutsiders(people?: readonly string[]): Promise<void> }
  /** In the order in which they are taken back. */
  holdings: readonly Holding[]
}

export type Departures = ReturnType<typeof createDepartures>

export function createDepartures({ people, calendars, holdings }: DepartureParts) {
  /** Takes in what Slack says of one person, who may have been deactivated. */
  async function seen(user: unknown): Promise<Person | null> {
    const person = await people.seen(user)
    if (person) await calendars.closeToOutsiders([person.id])
    if (person && !person.active) await takeBack(person.id)
    return person
  }

  /** Reads everybody, and takes from those who were deactivated unheard what they had. Runs at every start. */
  async function readAll(): ReturnType<PeopleService['readAll']> {
    const read = await people.readAll()
    await calendars.closeToOutsiders()
    const holders = await Promise.all(holdings.map((holding) => holding.holders()))
    const known = await people.findAll(holders.flat())
    for (const { id, active } of known.values()) if (!active) await takeBack(id)
    return read
  }

  async function takeBack(user: string): Promise<void> {
    for (const holding of holdings) await holding.personLeft(user)
  }

  return { seen, readAll }
}
