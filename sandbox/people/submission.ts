import * as stacks from '../workspace/views.ts'
import * as parcels from './payloads.ts'
import { readView } from '../api/views.ts'
import { incomplete } from '../blocks/inputs.ts'
import { isObject } from '../blocks/rules.ts'
import type { Carried } from '../deliver/delivery.ts'
import { type Asking, replyTo } from './asking.ts'
import { type ActOf, fillIn, topModal } from './interactions.ts'
import type { Answer } from '../surface.ts'
import { refuse } from '../workspace/refusal.ts'
import type { StoredView } from '../workspace/world.ts'

export async function submit(a: Asking, act: ActOf<'submit'>): Promise<Answer> {
  const view = topModal(a.ws, act.as, act.viewId)
  fillIn(view, act.values)
  delete view.problem
  view.errors = incomplete(view.sent.blocks, view.values)
  a.ws.changed()
  if (Object.keys(view.errors).length > 0) return { ok: false, error: 'incomplete', errors: view.errors }
  const answer = await a.delivery.ask(parcels.submissionParcel(a, act.as, view))
  if (!answer.ok) {
    view.problem = trouble(answer)
    a.ws.changed()
    return { ok: false, error: answer.reason.includes('timeout') ? 'operation_timed_out' : 'bot_failed' }
  }
  return afterSubmission(a, act.as, view, answer.answer)
}

export function closeModal(a: Asking, act: ActOf<'closeModal'>): Answer {
  const top = topModal(a.ws, act.as, act.viewId)
  const all = act.all === true || top.sent.clear_on_close === true
  const closed = all ? stacks.closeStack(a.ws, act.as) : [stacks.closeTop(a.ws, act.as)]
  for (const view of closed) {
    if (view?.sent.notify_on_close === true) {
      void a.delivery.ask(parcels.closedParcel(a.ws, act.as, view, act.all === true))
    }
  }
  return { ok: true }
}

/** Does what the acknowledgement of a submission asks for. */
function afterSubmission(a: Asking, user: string, view: StoredView, answer: unknown): Answer {
  const response = isObject(answer) ? answer : {}
  return replyTo(
    a,
    user,
    () => {
      switch (response['response_action']) {
        case undefined:
          // A view that was replaced meanwhile, or already closed, is left alone.
          if (a.ws.world.stacks[user]?.at(-1) === view.id) stacks.closeTop(a.ws, user)
          return undefined
        case 'clear':
          stacks.closeStack(a.ws, user)
          return undefined
        case 'errors':
          return showErrors(a, view, response['errors'])
        case 'update':
          stacks.updateView(a.ws, view, readView(response['view'], 'modal'), undefined)
          return undefined
        case 'push':
          stacks.pushModal(a.ws, user, readView(response['view'], 'modal'))
          return undefined
        default:
          return refuse('invalid_response_action')
      }
    },
    view,
  )
}

/** Slack shows errors under inputs only; one for any other block fails the whole answer. */
function showErrors(a: Asking, view: StoredView, errors: unknown): Answer {
  const inputs = view.sent.blocks.filter((b) => b.type === 'input').map((b) => b.block_id)
  const named = isObject(errors) ? Object.entries(errors) : []
  if (named.length === 0 || named.some(([id, text]) => !inputs.includes(id) || typeof text !== 'string')) {
    refuse('invalid_response_action_errors')
  }
  view.errors = Object.fromEntries(named) as Record<string, string>
  a.ws.changed()
  return { ok: false, error: 'refused', errors: view.errors }
}

function trouble(answer: Carried & { ok: false }): string {
  return answer.reason.includes('timeout')
    ? 'We had some trouble connecting. Try again?'
    : `We had some trouble connecting (${answer.status}). Try again?`
}
