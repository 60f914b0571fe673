/** Handles times of maintenance, typed or by the form. */
import { Refusal } from '#errors.ts'
import { quietMade, unreadableQuiet } from '#messages/alerts/quiet-words.ts'
import { unknownService } from '#messages/short-replies.ts'
import type { Form } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'
import { quietView, readQuiet } from './quiet-form.ts'
import { readQuietWords } from './quiet-words.ts'

/** `quiet checkout 2h deploy of the till`, `quiet alertname=Disk* 1d …`, `quiet end 3`; without words the form asks. */
export async function typeQuiet(typed: TypedVerb, services: Services): Promise<Reply> {
  const { user, key, rest, command } = typed
  const { alerts, policy, clock } = services
  if (rest === '') return { open: quietView(policy.words, clock.now()) }
  const [, id] = /^end\s+#?(\d{1,9})$/i.exec(rest) ?? []
  if (id !== undefined) return { say: quietMade(await alerts.quiet.end(user, Number(id), key), policy.words) }
  const wish = readQuietWords(rest, policy.words.services, clock.now())
  if (wish === null) throw new Refusal(unreadableQuiet(command))
  return { say: quietMade(await alerts.quiet.begin(user, wish, key), policy.words) }
}

export async function submitQuiet(form: Form, { alerts, policy, clock }: Services): Promise<Reply> {
  const wish = readQuiet(form.state, clock.now())
  const { service } = wish
  if (service !== null && !Object.hasOwn(policy.words.services, service))
    throw new Refusal(unknownService(service, policy.words), 'service')
  return { say: quietMade(await alerts.quiet.begin(form.user, wish, form.key), policy.words) }
}
