/** One kind of source, as the door needs it: one file each. */
import type { RawDelivery, DeliveryReading } from '#alerts/raw-delivery.ts'
import type { AlertSource, SourceKind } from '#policy/sources.ts'
import type { Incoming } from './incoming.ts'

export type SourceOf<K extends SourceKind> = Extract<AlertSource, { kind: K }>

export interface KindOfSource<K extends SourceKind = SourceKind> {
  /** Headers that `read` needs; they are kept with the body. */
  headers?: readonly string[]
  /** True for a request of the source itself, by its bytes. Throws when that cannot be told now. */
  verify: (
    request: Incoming,
    secrets: readonly string[],
    source: SourceOf<K>,
    parts: VerifyParts,
  ) => boolean | Promise<boolean>
  /** What a repeat of the request is known by; null when two that are the same are two. */
  repeatKey: (request: Incoming, source: SourceOf<K>) => string | null
  /** Reads what was kept. Throws `Unreadable`, or a fault of zod. */
  read: (delivery: RawDelivery, source: SourceOf<K>) => DeliveryReading
  /** The answer that the sender takes for success; 202 otherwise. */
  success?: { status: 200 | 202 }
}

export interface VerifyParts {
  /** The certificate at an address of Amazon's. */
  certificate: (url: string) => Promise<string>
}
