import { z } from 'zod'

/** The number of an incident, a fix or a reminder, read from outside: no larger than its column takes. */
export const counted = z.int().positive().max(999_999_999)
