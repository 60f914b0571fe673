import fc from 'fast-check'
import { expect, test } from 'vitest'
import { words } from '../../test/samples/sample-incident.ts'
import { severities } from '#incidents/incident.ts'
import { batchFor } from './batch.ts'
import type { ShownPage } from './page-view.ts'
import { ringing } from './ringing.ts'
import { page as sample } from '../../test/samples/sample-page.ts'

type Told = ShownPage & { sentAt: Date; drill: false }

const second = 1_000
const arrival = fc.record({
  after: fc.nat(14),
  severity: fc.constantFrom(...severities),
  answers: fc.boolean(),
})

test('each waiting page rings within ten seconds, and at once if no other waiting page is as severe', () => {
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 40 }), (arrivals) => {
      let now = 0
      let pages: Told[] = []
      const rang = new Map<string, number>()
      const look = () => {
        const rows = new Map(pages.map(({ batch }) => [`batch:${batch}`, { ts: '1.2', deleted: 0 }]))
        const due = ringing(pages, rows, { words }, new Date(now))
        const own = Math.max(0, ...pages.map(({ batch }) => batch)) + 1
        for (const id of [...due.ring, ...due.with]) rang.set(id, now)
        pages = pages.map((page) => {
          if (due.ring.includes(page.id)) return { ...page, batch: own, ringsAt: null, sentAt: new Date(now) }
          return due.with.includes(page.id) ? { ...page, ringsAt: null } : page
        })
      }
      const pass = (seconds: number) => {
        for (let nth = 0; nth < seconds; nth++) {
          now += second
          look()
        }
      }
      for (const [nth, { after, severity, answers }] of arrivals.entries()) {
        pass(after)
        const latest = Math.max(...pages.map(({ batch }) => batch))
        const neighbours = pages
          .filter(({ batch }) => batch === latest)
          .map((page) => ({ ...page, rank: severities.indexOf(page.severity ?? 'P2') }))
        const rank = severities.indexOf(severity)
        const { batch, ringsAt } = batchFor(neighbours, { rank, drill: false }, new Date(now))
        const waiting = neighbours.filter(({ status }) => status === 'sent')
        if (waiting.every((one) => rank < one.rank)) expect(ringsAt).toBeNull()
        const at = new Date(now)
        const fresh: Told = {
          ...sample,
          id: `${nth}`,
          status: 'sent',
          severity,
          at,
          sentAt: at,
          drill: false,
          batch,
          ringsAt,
        }
        pages = [...pages, fresh]
        if (ringsAt === null) rang.set(fresh.id, now)
        if (answers)
          pages = pages.map((one, of) =>
            of === Math.floor(nth / 2) ? { ...one, status: 'acknowledged' } : one,
          )
      }
      pass(10)
      for (const { id, status, at } of pages) {
        if (status === 'sent')
          expect((rang.get(id) ?? Infinity) - at.getTime()).toBeLessThanOrEqual(10 * second)
      }
    }),
  )
})
