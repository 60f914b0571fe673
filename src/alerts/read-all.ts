/** Reads a delivery into what was heard, and never fails: what cannot be read is an alert of its own. */
import type { AlertSource } from '#policy/sources.ts'
import { heartbeatWord } from './heartbeat-word.ts'
import { type HeardAlert, ownKey } from './known-alert.ts'
import { type RawDelivery, type ReadDelivery, Unreadable } from './raw-delivery.ts'
import { type Sighting, tidySighting } from './sighting.ts'

export interface ReadOutcome {
  delivery: RawDelivery
  heard: HeardAlert[]
  outcome: 'decided' | 'unreadable' | 'nothing'
  /** The reason it cannot be read. */
  why: string | null
  confirmAt: string | null
}

/** `source`: as today's policy has it. */
export function readAll(
  delivery: RawDelivery,
  source: AlertSource | undefined,
  read: ReadDelivery,
): ReadOutcome {
  const nothing = { delivery, heard: [], outcome: 'nothing', why: null, confirmAt: null } as const
  if (source === undefined) return { ...nothing, heard: [], why: 'its source is no longer in the policy' }
  if (source.kind === 'heartbeat')
    return {
      ...nothing,
      heard: [heartbeatWord(delivery.source, delivery.lastReceivedAt)],
      outcome: 'decided',
    }
  try {
    const { sightings, confirmAt = null } = read(delivery, source)
    const heard = sightings.map((one) => heardIn(delivery, tidySighting(one)))
    const readable = { ...heardIn(delivery, unreadable(delivery, 'resolved', '')), ifOpen: true }
    const outcome = sightings.length === 0 ? 'nothing' : 'decided'
    return { ...nothing, heard: [...heard, readable], outcome, confirmAt }
  } catch (error) {
    return unreadDelivery(
      delivery,
      error instanceof Unreadable ? error.message : 'it is not what this kind of source sends',
    )
  }
}

/** A delivery that cannot be read, or be decided. */
export function unreadDelivery(delivery: RawDelivery, why: string): ReadOutcome {
  const heard = [heardIn(delivery, unreadable(delivery, 'firing', why))]
  return { delivery, heard, outcome: 'unreadable', why, confirmAt: null }
}

function heardIn(delivery: RawDelivery, sighting: Sighting): HeardAlert {
  const { id, source, receivedAt, lastReceivedAt, times, counted } = delivery
  return { source, sighting, receivedAt, lastReceivedAt, times: times - counted, delivery: id, ifOpen: false }
}

function unreadable({ source, receivedAt }: RawDelivery, state: Sighting['state'], why: string): Sighting {
  return {
    key: ownKey('unreadable'),
    state,
    title: `Unreadable alert from ${source}`,
    body: why === '' ? '' : `Muster kept what ${source} sent, and cannot read it: ${why}.`,
    severity: 'warning',
    labels: {},
    links: [],
    rule: 'Unreadable',
    at: receivedAt,
    startsAt: null,
    endsAt: null,
  }
}
