/** Asks a language model by the interface of OpenAI, which local servers speak too. A repeat has no second effect, so no look is needed. */
import { z } from 'zod'
import { askSystem } from '../ask-system.ts'
import type { Driver } from '../driver.ts'

export interface ModelEndpoint {
  /** A base address; `/v1/chat/completions` follows it. */
  url: string
  /** Local servers may need none. */
  key: string | null
  name: string
}

export interface ModelQuestion {
  /** What is to be done. */
  task: string
  /** The material, which is data whatever it says. */
  record: string
  /** JSON schema of the answer. */
  schema: object
}

/** Milliseconds. Nothing waits for it but its own run. */
const answerWithin = 60_000

const completion = z.object({
  choices: z
    .array(z.object({ finish_reason: z.string().nullish(), message: z.object({ content: z.string() }) }))
    .min(1),
})

/** `keep` stores an answer before its attempt is called answered. */
export function modelDriver(
  { url, key, name }: ModelEndpoint,
  keep: (answer: string) => Promise<void>,
): Driver<ModelQuestion> {
  return {
    kind: 'model',
    async send({ task, record, schema }) {
      const heard = await askSystem({
        url: `${url}/v1/chat/completions`,
        headers: key === null ? {} : { authorization: `Bearer ${key}` },
        body: {
          model: name,
          temperature: 0,
          max_tokens: 2_000,
          messages: [
            { role: 'system', content: task },
            { role: 'user', content: record },
          ],
          response_format: { type: 'json_schema', json_schema: { name: 'proposals', strict: true, schema } },
        },
        answerWithin,
      })
      if (!heard.ok) return heard.outcome
      const read = completion.safeParse(heard.json)
      const [first] = read.success ? read.data.choices : []
      if (first === undefined) return { kind: 'refused', code: 'unreadable' }
      // Cut off, or held back by the model's own filter.
      if ((first.finish_reason ?? 'stop') !== 'stop') return { kind: 'refused', code: 'unfinished' }
      await keep(first.message.content)
      return { kind: 'answered', code: '200' }
    },
  }
}
