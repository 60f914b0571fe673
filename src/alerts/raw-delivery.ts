/** A request of a monitoring, as it came, and what its reader found in it. */
import type { AlertSource } from '#policy/sources.ts'
import type { Sighting } from './sighting.ts'

export interface RawDelivery {
  id: string
  source: string
  /** Headers that say how to read it. */
  about: Record<string, string>
  body: Uint8Array
  receivedAt: Date
  lastReceivedAt: Date
  times: number
  /** Of these, how many were counted. */
  counted: number
}

/** What a delivery says; nothing where it is no word about an alert. */
export interface DeliveryReading {
  sightings: Sighting[]
  /** Alerts that the sender left out. */
  leftOut?: number
  /** An address that a subscription is confirmed at. */
  confirmAt?: string
}

/** Reads the bytes of one kind of source. Throws `Unreadable`, or anything else, for what it cannot read. */
export type ReadDelivery = (delivery: RawDelivery, source: AlertSource) => DeliveryReading

/** A delivery that is not what its source sends, with the reason for people: no word of the delivery is in it. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}
