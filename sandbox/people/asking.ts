import type * as parcels from './payloads.ts'
import type { Carried, Delivery } from '../deliver/delivery.ts'
import type { Phones } from '../providers/phone.ts'
import type { Answer } from '../surface.ts'
import { Refusal } from '../workspace/refusal.ts'
import type { StoredView } from '../workspace/world.ts'

/** The means to ask the bot something on a person's behalf. */
export interface Asking extends parcels.Asking {
  delivery: Delivery
  toast(user: string, text: string, isError: boolean): void
  phones: Phones | undefined
}

/** Runs what a bot's answer asks for; an answer Slack would not take is shown as the bot's failure. */
export function replyTo(
  a: Asking,
  user: string,
  work: () => Answer | undefined | void,
  view?: StoredView,
): Answer {
  try {
    return work() ?? { ok: true }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const text = `${a.ws.world.bot.name} sent an answer that Slack does not take (${error.code}).`
    if (view) view.problem = text
    else a.toast(user, text, true)
    a.ws.changed()
    return { ok: false, error: error.code }
  }
}

export function outcome(a: Asking, user: string, answer: Carried): Answer {
  return answer.ok ? { ok: true } : failed(a, user, answer, 'This action failed')
}

export function failed(a: Asking, user: string, answer: Carried & { ok: false }, what: string): Answer {
  const timedOut = answer.reason.includes('timeout')
  const name = a.ws.world.bot.name
  const because = timedOut
    ? `${name} did not respond in time (operation_timeout)`
    : `${name} did not respond (${answer.status})`
  a.toast(user, `${what}: ${because}.`, true)
  return { ok: false, error: timedOut ? 'operation_timed_out' : 'bot_failed' }
}
