import { z } from 'zod'

/** Text of a given form. `advice` names the form, since the value itself is never repeated. */
export function pattern(form: RegExp, advice: string) {
  // Without `abort` this advice would hide that of a union, which names the other choices as well.
  return z.string(advice).regex(form, { error: advice, abort: true })
}

/** A person as the policy names them: a Slack user id or an e-mail address. */
export const person = pattern(
  /^([UW][A-Z0-9]{2,}|[^\s@]+@[^\s@]+\.[^\s@]+)$/,
  'must be a Slack user id (U…) or an e-mail address',
)
