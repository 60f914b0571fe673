/** An invented page for tests, which waits to leave. */
import type { ShownPage } from '#escalation/page-view.ts'

export const at = new Date('2026-02-14T14:03:00Z')
export const page: ShownPage = {
  id: '12/1/0/U0ANN',
  user: 'U0ANN',
  email: 'ann@example.com',
  subject: 12,
  title: 'Orders are missing',
  severity: 'P1',
  private: false,
  drill: false,
  why: 'you are on call as GEOC today',
  role: 'geoc',
  since: at,
  at,
  climbsAt: new Date('2026-02-14T14:08:00Z'),
  status: 'queued',
  roomChannel: null,
  batch: 1,
  ringsAt: null,
  silenced: null,
  drillIn: 'room',
}
