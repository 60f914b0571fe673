import type { Attempt } from '#outbound/attempt.ts'

export const attemptAt = new Date('2026-11-28T12:00:00Z')

/** The first try of a page's way by phone, planned and not made yet. */
export const sampleAttempt: Attempt = {
  thing: 'ring:1/geoc/0/U1 m1 0',
  nth: 1,
  kind: 'call',
  target: 'm1',
  status: 'planned',
  plannedAt: attemptAt,
  statusAt: attemptAt,
  code: null,
  reference: null,
  nextAt: null,
  page: '1/geoc/0/U1',
}
