/** The moment at which the process dies, seen from Slack: before the call arrives, with Slack carrying it out later, or around the answer. */
export const moments = ['never arrived', 'executed later', 'executed', 'answered'] as const
export type Moment = (typeof moments)[number]

/** The stage of a call in the local Slack at which it dies. */
export const stageOf = {
  'never arrived': 'before',
  'executed later': 'before',
  executed: 'executed',
  answered: 'replied',
} as const

/** Milliseconds that Slack takes to carry out a call that the process did not survive. */
export const late = 1_500
