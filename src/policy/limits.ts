import { z } from 'zod'
import { duration } from './duration.ts'
import { section } from './section.ts'

/** At most so many within so many milliseconds. */
export interface Rate {
  most: number
  within: number
}

const advice = 'must be a number and a time such as 20 per 1h, or never'

/** `20 per 1h`; `never` sets no limit, and is null. */
const rate = z
  .string(advice)
  .regex(/^(never|[1-9]\d{0,3} per \d{1,4}[smhd])$/, advice)
  .transform((text): Rate | null => {
    const [most, within] = text.split(' per ')
    return within === undefined ? null : { most: Number(most), within: duration.parse(within) }
  })

/** Guards against a prank, a mistake, a loop, or the same thing twice. Rates count what one person does. */
export const limitsSection = section({
  declare_asks: rate.prefault('3 per 10m').describe('Beyond it a declaration is asked "really?" first.'),
  declare: rate.prefault('20 per 1h').describe('Beyond it somebody else has to declare.'),
  declare_alike: z
    .enum(['ask', 'never'])
    .default('ask')
    .describe(
      'A declaration that sounds like an open incident asks first if it is the same, and declares by itself after 30 seconds. Never: for a company whose incidents all sound alike.',
    ),
  page_by_name: rate.prefault('10 per 1h').describe('Pages by name, in all incidents.'),
  page_hook: rate
    .prefault('10 per 10m')
    .describe('Pages of one person that are posted to the page hook one by one; the rest is one summary.'),
  rota_undo: duration
    .prefault('1h')
    .describe('The time in which the people of a rota can undo what somebody outside it changed.'),
}).prefault({})
