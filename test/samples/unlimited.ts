/** A policy's limits, for tests in which one person does a lot. */
import { policySchema } from '#policy/policy.ts'

const no = 'never' as const

export const freely = { declare_asks: no, declare: no, declare_alike: no, page_by_name: no, page_hook: no }
export const unlimited = policySchema.parse({ limits: freely }).limits
