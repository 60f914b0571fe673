/** Words of people and telephone companies about a page, from outside of Slack, in one narrow shape. Pure. */
import { z } from 'zod'

const key = z.object({ kind: z.literal('key'), call: z.string(), to: z.string(), digits: z.string() })
const sms = z.object({ kind: z.literal('sms'), from: z.string(), text: z.string() })
const status = z.object({
  kind: z.literal('status'),
  of: z.enum(['call', 'sms']),
  sid: z.string(),
  status: z.string(),
  answeredBy: z.string().nullable(),
  code: z.string().nullable(),
})

export const saidByPhone = z.discriminatedUnion('kind', [key, sms, status])
export type SaidByPhone = z.output<typeof saidByPhone>
export type StatusSaid = z.output<typeof status>

/** The fate of an answer. `taken`: somebody was quicker, or nobody is asked any more. */
export type PhoneOutcome = 'acknowledged' | 'declined' | 'taken' | 'not understood' | 'noted'
