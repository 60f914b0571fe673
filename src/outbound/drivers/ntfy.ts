/** A push by ntfy, its public server or a company's own. A double shows twice and harms nobody, so no look is needed. */
import { z } from 'zod'
import { askSystem } from '../ask-system.ts'
import type { TellingDriver } from '../telling.ts'

export interface NtfyServer {
  url: string
  token: string | null
}

const taken = z.object({ id: z.string() })

export function ntfy({ url, token }: NtfyServer): TellingDriver {
  return {
    kind: 'ntfy',
    async send({ to, title, text, urgent, answerUrl }) {
      const heard = await askSystem({
        // The root: a path would be the topic, and the message its raw body.
        url: `${url}/`,
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
        body: {
          topic: to,
          title,
          message: text,
          priority: urgent ? 5 : 3,
          ...(urgent && { tags: ['rotating_light'] }),
          ...(answerUrl !== null && {
            click: answerUrl,
            actions: [
              { action: 'http', label: 'Acknowledge', url: answerUrl, method: 'POST', clear: true },
              { action: 'view', label: 'Open', url: answerUrl },
            ],
          }),
        },
      })
      if (!heard.ok) return heard.outcome
      const read = taken.safeParse(heard.json)
      return { kind: 'delivered', ...(read.success && { reference: read.data.id }) }
    },
  }
}
