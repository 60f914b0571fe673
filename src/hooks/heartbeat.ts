/** A heartbeat: any request with the secret is a beat, whatever it carries. */
import { bearsSecret } from './incoming.ts'
import type { KindOfSource } from './source-kind.ts'

export const heartbeat: KindOfSource<'heartbeat'> = {
  verify: bearsSecret,
  // All beats are one row, which counts them.
  repeatKey: () => 'beat',
  read: () => ({ sightings: [] }),
}
