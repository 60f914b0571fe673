/** An invented incident for tests, as its events make it. */
import { fold } from '#incidents/evolve.ts'
import type { Declared, Incident, IncidentEvent, Recorded, Status } from '#incidents/incident.ts'
import type { Words } from '#incidents/words.ts'

export const began = new Date('2026-02-14T13:05:00Z')

export const words: Words = {
  names: { geoc: 'GEOC', sem: 'SEM', im: 'IM', command: '/incident', oncall: '/oncall' },
  severities: {
    P1: 'all hands',
    P2: 'many people stuck',
    P3: 'some people stuck',
    P4: 'a nuisance',
    P5: 'cosmetic',
  },
  defaultSeverity: 'P2',
  updateEvery: { P1: 1_800_000, P2: 1_800_000, P3: 7_200_000, P4: 86_400_000, P5: null },
  callsIm: ['P1', 'P2'],
  services: {
    checkout: {
      name: 'Checkout',
      squad: 'payments',
      usually: 'P1',
      links: [
        { title: 'Dashboard', url: 'https://git.example.com/checkout' },
        { title: 'Runbook', url: 'https://git.example.com/run/checkout' },
      ],
    },
    search: { name: 'Search', squad: null, usually: null, links: [] },
  },
  links: [{ title: 'Situation room', url: 'https://meet.example.com/room' }],
  contact: 'call +33 1 23 45',
}

const declared: Declared = {
  type: 'declared',
  number: 12,
  title: 'Checkout fails',
  severity: 'P2',
  squad: 'payments',
  services: ['checkout'],
  affected: 'all brands',
  private: false,
  drill: false,
  source: null,
}

/** Declared by U1ROBIN, then what `more` says, a minute after the other, by U2MIKA. */
export function incident(more: IncidentEvent[] = [], about: Partial<typeof declared> = {}): Incident {
  const events = [{ ...declared, ...about }, ...more].map(
    (event, index): Recorded => ({
      ...event,
      seq: index + 1,
      at: new Date(began.getTime() + index * 60_000),
      actor: index === 0 ? 'U1ROBIN' : 'U2MIKA',
    }),
  )
  const folded = fold(events)
  if (!folded) throw new Error('it was declared')
  return folded
}

/** The shortest way into each status. */
export const into: Record<Status, IncidentEvent[]> = {
  declared: [],
  acknowledged: [{ type: 'acknowledged' }],
  investigating: [{ type: 'acknowledged' }, { type: 'status changed', to: 'investigating' }],
  fixing: [{ type: 'acknowledged' }, { type: 'status changed', to: 'fixing' }],
  monitoring: [{ type: 'acknowledged' }, { type: 'status changed', to: 'monitoring' }],
  resolved: [{ type: 'acknowledged' }, { type: 'resolved', fix: 'reverted', impact: 'no orders' }],
  closed: [
    { type: 'acknowledged' },
    { type: 'resolved', fix: 'reverted', impact: '' },
    { type: 'closed', because: 'waived' },
  ],
  cancelled: [{ type: 'cancelled', reason: 'a test' }],
  merged: [{ type: 'merged', into: 11 }],
}
