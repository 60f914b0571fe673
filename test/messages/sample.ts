/** The parts that samples on docs/messages.md have in common. */
import type { HomeView, ModalView } from '@slack/types'
import type { Incident, IncidentEvent, Recorded } from '#incidents/incident.ts'
import { began, incident } from '../samples/sample-incident.ts'
import type { Message } from '#words/message.ts'

/** Samples by heading, which names the place where they are read. */
export type Samples = Record<string, () => (Message | ModalView | HomeView | string | null | undefined)[]>

export const later = new Date(began.getTime() + 30 * 60_000)

export const happened: IncidentEvent[] = [
  { type: 'acknowledged' },
  { type: 'role given', role: 'geoc', to: 'U2MIKA' },
  { type: 'role offered', role: 'im', to: 'U4KIM', brief: 'We suspect the deploy of noon.' },
  { type: 'fix started', number: 1, kind: 'revert', what: 'back to noon', link: null },
  { type: 'update posted', number: 1, text: 'We see it, and are reverting.', nextAt: later },
]

/** Somebody said when it began, 20 minutes before it was declared, and when it ended. */
export const lasted: IncidentEvent[] = [
  { type: 'impact set', edge: 'start', to: new Date(began.getTime() - 20 * 60_000), message: null },
  { type: 'impact set', edge: 'end', to: later, message: null },
]

export const open: Incident = incident(happened)

export function recorded(event: IncidentEvent): Recorded {
  return { ...event, seq: 99, at: later, actor: 'U2MIKA' }
}
