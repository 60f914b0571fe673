/** A stored delivery as it passes from a running bot to a program beside it: as JSON. */
import { z } from 'zod'
import type { RawDelivery } from '#alerts/raw-delivery.ts'

const form = z.object({
  id: z.string(),
  source: z.string(),
  about: z.record(z.string(), z.string()),
  body: z.base64().transform((text) => Buffer.from(text, 'base64')),
  receivedAt: z.coerce.date(),
  lastReceivedAt: z.coerce.date(),
  times: z.number(),
  counted: z.number(),
})

export type KeptDelivery = z.input<typeof form>

export function keptDelivery(delivery: RawDelivery | undefined): KeptDelivery | null {
  return delivery === undefined ? null : { ...delivery, body: Buffer.from(delivery.body).toString('base64') }
}

export function readKeptDelivery(kept: unknown): RawDelivery {
  return form.parse(kept)
}
