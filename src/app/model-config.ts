/** The variables of a language model. Without them there is none. */
import { z } from 'zod'
import type { ModelEndpoint } from '#outbound/drivers/model.ts'

export const modelVariables = {
  MODEL_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the base address of an OpenAI-compatible server, such as https://models.example.com.',
    })
    .transform((url) => url.replace(/\/+$/, '').replace(/\/v1$/, ''))
    .optional(),
  MODEL_KEY: z.string().optional(),
  MODEL_NAME: z.string().optional(),
} as const

type ModelEnvironment = z.output<z.ZodObject<typeof modelVariables>>

/** An address without a name, or the other way round, is a mistake. A local server may need no key. */
export function modelProblems(given: Record<string, string | undefined>): string[] {
  const { MODEL_URL: url, MODEL_NAME: name, MODEL_KEY: key } = given
  if (url !== undefined && name === undefined) return ['MODEL_NAME is missing: MODEL_URL is set.']
  if (url === undefined && (name ?? key) !== undefined)
    return [`MODEL_URL is missing: ${name === undefined ? 'MODEL_KEY' : 'MODEL_NAME'} is set.`]
  return []
}

export function modelIn({ MODEL_URL, MODEL_KEY, MODEL_NAME }: ModelEnvironment): ModelEndpoint | null {
  return MODEL_URL && MODEL_NAME ? { url: MODEL_URL, key: MODEL_KEY ?? null, name: MODEL_NAME } : null
}
