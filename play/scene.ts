import { company } from '../sandbox/company.ts'
import type { LocalSlack } from '../sandbox/slack.ts'
import { personIn } from './people.ts'
import { createPlaces, type Places } from './places.ts'
import { createPlayer, type Player } from './player.ts'
import type { Filling } from './screen/form.ts'
import type { Reader } from './screen/words.ts'
import type { MovableClock } from './walk.ts'

/** The means by which the steps of a story are carried out. */
export interface Scene extends Actors {
  readonly clock: MovableClock
  /** Moves the clock on by milliseconds, through everything that becomes due meanwhile. */
  advance(ms: number): Promise<void>
  advanceTo(instant: Date): Promise<void>
}

/** The people of a local Slack, its places, and the way they read. */
export interface Actors {
  /** Muster's user id. */
  readonly bot: string
  readonly places: Places
  readonly reader: Reader
  /** The person with this handle or name. */
  as(who: string): Player
}

export function actorsOn(slack: LocalSlack, settle: () => Promise<void>, zone = company.team.tz): Actors {
  const { surface } = slack
  const bot = surface.screen(surface.people()[0]?.id ?? '').bot.id
  const places = createPlaces(surface)
  const reader: Reader = {
    zone,
    person(id) {
      const known = surface.people().find((one) => one.id === id)
      return known?.displayName ?? (id === bot ? 'Muster' : id)
    },
    channel: (id) => places.nameOf(id).replace(/^#/, ''),
  }
  const drafts = new Map<string, Record<string, Filling>>()
  return {
    bot,
    places,
    reader,
    as: (who) => createPlayer(personIn(surface.people(), who), { slack, places, reader, settle, drafts }),
  }
}
