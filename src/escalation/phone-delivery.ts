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

/** An SMS to be answered by an SMS: the delivery it came as, the way it came by, and what became of it. */
export interface TextBack {
  delivery: string
  method: string
  outcome: PhoneOutcome
}

/** As a due key names it. */
export function textBackOf({ delivery, method, outcome }: TextBack): string {
  return `${method} ${outcome === 'taken' ? 'taken' : 'unknown'} ${delivery}`
}

export function readTextBack(of: string): TextBack {
  const [method = '', outcome, delivery = ''] = of.split(' ', 3)
  return { delivery, method, outcome: outcome === 'taken' ? 'taken' : 'not understood' }
}
