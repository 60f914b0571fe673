/** Sends an answer that only the author of a click or shortcut reads. It tries once, so nothing may depend on it. */
import type { Logger } from 'pino'
import type { Message } from '#words/message.ts'

/** Milliseconds. */
const patience = 3_000

export async function respond(url: string, message: Message, log: Logger): Promise<void> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
      signal: AbortSignal.timeout(patience),
    })
    await answer.body?.cancel()
    if (!answer.ok) log.warn({ status: answer.status }, 'Slack did not take an answer')
  } catch (error) {
    log.warn({ err: error }, 'an answer could not be sent')
  }
}
