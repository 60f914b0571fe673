import type { z } from 'zod'
import { Refusal } from '#errors.ts'
import { noSuchButton } from '#messages/short-replies.ts'

/** The JSON that a button carries. Refuses a button that we never made, or made too long ago to understand. */
export function buttonValue<T>(shape: z.ZodType<T>, value: string): T {
  try {
    return shape.parse(JSON.parse(value))
  } catch {
    throw new Refusal(noSuchButton)
  }
}
