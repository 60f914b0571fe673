import type { Incident } from '#incidents/incident.ts'
import { titled } from '#incidents/title.ts'
import { header, type Piece } from '#words/blocks.ts'

/** `#12 Checkout fails`. */
export function heading(incident: Pick<Incident, 'number' | 'title'>): Piece {
  return header(titled(incident, 150 - `#${incident.number} `.length))
}
