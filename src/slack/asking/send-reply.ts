/** Brings a reply to the person by the way that Slack offers for their kind of request. */
import type { ModalView } from '@slack/types'
import { z } from 'zod'
import type { Instead } from '#errors.ts'
import { refusal, unsure } from '#messages/refusal.ts'
import { noticeView } from './modal.ts'
import { formNotOpened } from '#messages/short-replies.ts'
import type { Message } from '#words/message.ts'
import { urgencies } from '#urgency.ts'
import type { Click, Form, Picked, Shortcut, Typed } from './request.ts'
import { respond } from '../wire/respond.ts'
import type { Reply, Services } from './services.ts'

const viewShown = z.object({ id: z.string(), hash: z.string() })

export type Ack = (answer?: Record<string, unknown>) => Promise<void>

/** A reply; or the words of a refusal with their field; or a message about trouble on our side. */
export type Answered = Reply | No | { trouble: Message }

interface No {
  no: string
  field: string | undefined
  instead?: Instead | undefined
  /** It may have been done. */
  isUnsure?: boolean
}

export async function sendReply(
  asked: Typed | Click | Form | Shortcut | Picked,
  answered: Answered,
  ack: Ack,
  services: Services,
): Promise<void> {
  if (asked.kind === 'form') return ack(await formAnswer(asked, answered, services))
  const reply = spoken(answered)
  if (asked.kind === 'command' && reply !== null && 'say' in reply) {
    return ack({ response_type: 'ephemeral', ...reply.say })
  }
  await ack()
  if (reply === null) return
  if ('open' in reply) return open(asked, reply, services)
  if (asked.kind === 'shortcut' || (asked.kind === 'click' && asked.responseUrl === null)) {
    return open(asked, { open: noticeView(reply.say) }, services)
  }
  await say(asked, reply.say, services)
}

function spoken(answered: Answered): Reply {
  if (answered === null || 'say' in answered || 'open' in answered) return answered
  if ('trouble' in answered) return { say: answered.trouble }
  return { say: answered.isUnsure === true ? unsure(answered.no) : refusal(answered.no, answered.instead) }
}

/** Opens a form; from inside a form, it takes that form's place. */
async function open(
  asked: Typed | Click | Shortcut | Picked,
  { open: view, refine, optional }: Extract<Reply, { open: ModalView }>,
  services: Services,
): Promise<void> {
  const opened =
    asked.kind === 'click' && asked.form !== null
      ? await services.slack.call('views.update', { view_id: asked.form, view }, urgencies.page)
      : await services.slack.call('views.open', { trigger_id: asked.trigger, view }, urgencies.page)
  if (opened.kind !== 'ok') return optional ? undefined : say(asked, formNotOpened(), services)
  const better = await refine?.()
  if (!better) return
  const { id, hash } = viewShown.parse(opened.body['view'])
  // The hash protects what the person changed meanwhile.
  await services.slack.call('views.update', { view_id: id, hash, view: better }, urgencies.talk)
}

async function say(
  { responseUrl }: Typed | Click | Shortcut | Picked,
  message: Message,
  { log }: Services,
): Promise<void> {
  if (responseUrl !== null) await respond(responseUrl, message, log)
}

/** The acknowledgement of a form; undefined closes it. */
async function formAnswer(
  form: Form,
  answered: Answered,
  services: Services,
): Promise<Record<string, unknown> | undefined> {
  if (answered === null) return undefined
  if ('open' in answered) return { response_action: 'update', view: answered.open }
  if ('say' in answered) return { response_action: 'update', view: noticeView(answered.say) }
  // Pushed on top of the form, so that the typed text is still there underneath.
  if ('trouble' in answered) return { response_action: 'push', view: noticeView(answered.trouble) }
  if (answered.instead)
    return { response_action: 'push', view: noticeView(refusal(answered.no, answered.instead)) }
  // Slack takes errors only for inputs; the typed text stays there to be corrected.
  const field = form.fields.find((name) => name === answered.field) ?? form.fields[0]
  if (field === undefined) return { response_action: 'update', view: noticeView(refusal(answered.no)) }
  return { response_action: 'errors', errors: { [field]: await named(answered.no, services) } }
}

/** Writes people by name, because a form's errors are plain text. */
async function named(words: string, { people }: Services): Promise<string> {
  const ids = [...words.matchAll(/<@(\w+)>/g)].map(([, id = '']) => id)
  const names = new Map(
    await Promise.all(ids.map(async (id) => [id, (await people.find(id))?.name ?? 'Somebody'] as const)),
  )
  return words.replace(/<@(\w+)>/g, (_, id: string) => names.get(id) ?? 'Somebody')
}
