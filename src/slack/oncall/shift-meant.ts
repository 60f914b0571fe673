/** Finds the shift that a typed day and rota mean. */
import { Refusal } from '#errors.ts'
import { noSuchDay, plainReply } from '#messages/oncall/oncall-replies.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { inZone } from '#time.ts'
import { dayWords } from '#words/calendar-words.ts'
import { shiftValue } from '#oncall/turns/shift-value.ts'
import { adding } from '../asking/command.ts'
import type { Reply, Services } from '../asking/services.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { readDay } from './dates.ts'
import { todayIn, zoneOf } from './rota.ts'
import type { ShiftChoice } from './shift-field-form.ts'

/** Opens a form on the shift that is meant; where none begins then, on the first one, and says so. Throws a Refusal for words that are no day. */
export async function onShiftMeant(
  shifts: readonly ShiftChoice[],
  { rota, day }: { rota: Rota | null; day: string },
  { user, command }: TypedVerb,
  services: Services,
  open: (shift: string | null) => Promise<Reply>,
): Promise<Reply> {
  const zone = await zoneOf(user, services)
  const date = day === '' ? null : readDay(day, todayIn(zone, services))
  if (day !== '' && date === null) throw new Refusal(noSuchDay(day, services.clock.now(), zone))
  const found = shifts.find(
    (shift) =>
      (rota === null || shift.rota.id === rota.id) &&
      (date === null || inZone(shift.start, zone).toPlainDate().equals(date)),
  )
  if (found !== undefined) return open(shiftValue(found))
  const then =
    date === null ? '' : ` on ${dayWords(new Date(date.toZonedDateTime(zone).epochMilliseconds), zone)}`
  return adding(
    await open(null),
    plainReply(
      `You have no turn${rota === null ? '' : ` as ${rota.name}`}${then} that is still ahead. ${command} schedule shows yours.`,
    ),
  )
}
