import { z } from 'zod'
import { pattern } from './person.ts'
import { section } from './section.ts'

/** An address with words: a bookmark, a dashboard, a runbook. */
export const policyLink = section({
  title: pattern(/^\S.{0,254}$/u, 'must be 1 to 255 characters'),
  url: z.url({ protocol: /^https?$/, error: 'must be a URL beginning with https:// or http://' }),
})
