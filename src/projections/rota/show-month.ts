/** The run of `rota-month:<id>`: draws the month that was asked for last, and shows it in one message. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import { drawMonth, mostRows } from '#learning/month-drawing.ts'
import { pictureOf } from '#learning/picture-service.ts'
import { monthPicture, monthTitle } from '#messages/oncall/month.ts'
import type { MonthWishes } from '#oncall/month-wish-service.ts'
import { findWish } from '#oncall/month-wish-store.ts'
import type { RotaQuestions } from '#oncall/rota-questions-service.ts'
import type { Upload } from '#reconcile/file.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { Slot, SlotState } from '#reconcile/slot.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'

export interface ShowMonthParts {
  db: Db
  clock: Clock
  slack: SlackPort
  upload: Upload
  rotas: Pick<RotaQuestions, 'rotas'>
  monthWishes: Pick<MonthWishes, 'look'>
}

const urgency = urgencies.talk

export function createShowMonth({ db, clock, slack, upload, rotas, monthWishes }: ShowMonthParts) {
  return async function showMonth(id: string, run: RunContext): Promise<{ next: Date | null }> {
    const wish = await findWish(db, id)
    if (wish === null) return { next: null }
    const { month, months, nameOf } = await monthWishes.look(wish.rota, wish.month)
    const [owner, now] = [dueKey('rota-month', id), clock.now()]
    const name = `picture:${wish.asked}`
    const shown = months.slice(0, mostRows)
    const title = monthTitle(month, months)
    // A picture that stands is not drawn again: each takes most of a second.
    const isDrawn = (await statesOf(db, owner)).get(name)?.done ?? false
    const content = isDrawn
      ? new Uint8Array()
      : await pictureOf(drawMonth({ title, months: shown, nameOf, now }))
    const file = { name: `on-call-${month.toString()}.png`, title, content }
    const all = await rotas.rotas()

    function project(states: ReadonlyMap<string, SlotState>): Slot[] {
      const drawn = states.get(name)
      const picture: Slot = { kind: 'picture', name, urgency, file }
      if (drawn === undefined || !(drawn.done || drawn.refused !== null)) return [picture]
      const shownAs = (ts: string | null, refusedIn: string | null) =>
        monthPicture({
          id,
          month,
          months: shown,
          nameOf,
          picture: ts,
          only: wish?.rota ?? null,
          all,
          now,
          refusedIn,
        })
      const place = wish?.place ?? 'self'
      const self = { person: wish?.person ?? '' }
      const standing = states.get('month')
      const isRefused = standing !== undefined && standing.refused !== null && place !== 'self'
      const message = (where: string, refusedIn: string | null): Slot => ({
        kind: 'message',
        name: where,
        urgency,
        channel: where === 'month' && place !== 'self' ? { id: place } : self,
        message: shownAs(drawn.refused === null ? drawn.ts : null, refusedIn),
      })
      return [picture, message('month', null), ...(isRefused ? [message('month:self', place)] : [])]
    }

    const { next } = await reconcile(owner, async () => project, { db, slack, clock, upload, ...run })
    return { next }
  }
}
