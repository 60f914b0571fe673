/** Silences a reminder, for a while or for good. The message itself says that it worked. */
import { z } from 'zod'
import { counted } from '#incidents/counted.ts'
import { buttonValue } from '../asking/button-value.ts'
import type { Click } from '../asking/request.ts'
import type { Flow } from '../asking/services.ts'

const which = z.object({ number: counted, key: z.string(), nth: counted })

/** Null `minutes` means for good. */
export function snooze(minutes: number | null): Flow<Click> {
  return async ({ user, value }, { incidents, cadence }) => {
    const { number, key, nth } = buttonValue(which, value)
    await incidents.see(user, number)
    await cadence.snooze(number, { key, nth }, minutes)
    return null
  }
}
