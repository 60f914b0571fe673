/** A person's word on what a post-mortem offers: it was that, it was not, or it was something else. Pure. */
import { Refusal } from '#errors.ts'
import type { IncidentEvent, JudgedPart } from './incident.ts'

export interface Judgement {
  about: JudgedPart
  /** `event:12` or `message:C1:170.1`; null for somebody's own words. */
  of: string | null
  verdict: 'yes' | 'no'
  text: string | null
}

/** The most letters of somebody's own words. */
export const longestJudgement = 1_000

export function judged({ about, of, verdict, text }: Judgement): IncidentEvent[] {
  if (of !== null && !/^(?:event:\d{1,9}|message:[A-Z0-9]{1,30}:\d{1,12}\.\d{1,9})$/.test(of))
    throw new Refusal('That is not offered any more. Please look again.')
  const own = text?.trim().slice(0, longestJudgement).toWellFormed() ?? ''
  if (of === null && own === '') throw new Refusal('Say it in your words.', 'text')
  return [{ type: 'judged', about, of, verdict, text: of === null ? own : null }]
}
