import { readView } from '../api/views.ts'
import { elementsOf, incomplete } from '../blocks/inputs.ts'
import { isObject } from '../blocks/rules.ts'
import type { Carried, Delivery } from '../deliver/delivery.ts'
import { typed } from './mrkdwn.ts'
import * as parcels from './payloads.ts'
import { Refusal, refuse } from '../workspace/refusal.ts'
import type { Act, Answer, Block, Option, Place, StateValues } from '../surface.ts'
import * as stacks from '../workspace/views.ts'
import type { Channel, Message, StoredView } from '../workspace/world.ts'
import { channelOf, isMember, messageOf, type Workspace } from '../workspace/workspace.ts'

export interface Asking extends parcels.Asking {
  delivery: Delivery
  toast(user: string, text: string, isError: boolean): void
}

type ActOf<K extends Act['act']> = Extract<Act, { act: K }>

export async function command(a: Asking, act: ActOf<'command'>): Promise<Answer> {
  const channel = channelOf(a.ws, act.channel)
  if (!isMember(channel, act.as)) refuse('not_in_channel')
  const [, name = '', rest = ''] = /^(\/\S+)\s*([^]*)$/.exec(act.text.trim()) ?? []
  const known = a.ws.manifest.commands.find((c) => c.command === name)
  if (!known) {
    a.toast(act.as, `${name || act.text} is not a valid command.`, true)
    return { ok: false, error: 'unknown_command' }
  }
  const text = known.shouldEscape ? typed(a.ws, rest.trim(), 'command') : rest.trim()
  const answer = await a.delivery.ask(parcels.commandParcel(a, act.as, channel, name, text))
  if (!answer.ok) return failed(a, act.as, answer, `${name} failed`)
  if (answer.answer !== undefined) {
    return replyTo(a, act.as, () =>
      a.responseUrls.respond({ user: act.as, channel: channel.id }, answer.answer),
    )
  }
  return { ok: true }
}

export async function shortcut(a: Asking, act: ActOf<'shortcut'>): Promise<Answer> {
  const known = a.ws.manifest.shortcuts.find((s) => s.callbackId === act.callbackId)
  if (!known) refuse('unknown_shortcut')
  if ((known.type === 'message') !== (act.message !== undefined)) refuse('wrong_shortcut_type')
  let parcel = parcels.shortcutParcel(a, act.as, act.callbackId)
  if (act.message) {
    const channel = channelOf(a.ws, act.message.channel)
    parcel = parcels.messageActionParcel(
      a,
      act.as,
      act.callbackId,
      channel,
      messageOf(channel, act.message.ts),
    )
  }
  const answer = await a.delivery.ask(parcel)
  return answer.ok ? { ok: true } : failed(a, act.as, answer, known.name)
}

export async function click(a: Asking, act: ActOf<'click'>): Promise<Answer> {
  const at = find(a.ws, act.as, act.place)
  const clicked = elementIn(at.blocks, act)
  if (at.view) {
    fillIn(at.view, act.values ?? {})
    if (act.chosen) fillIn(at.view, { [clicked.blockId]: { [clicked.element.action_id]: act.chosen } })
    const parcel = parcels.viewClickParcel(a, act.as, at.view, clicked)
    return outcome(a, act.as, await a.delivery.ask(parcel))
  }
  const values = act.chosen ? { [clicked.blockId]: { [clicked.element.action_id]: act.chosen } } : {}
  const parcel = parcels.messageClickParcel(a, act.as, at.channel, at.message, clicked, {
    ...act.values,
    ...values,
  })
  return outcome(a, act.as, await a.delivery.ask(parcel))
}

export async function suggest(a: Asking, act: ActOf<'suggest'>): Promise<Answer> {
  const at = find(a.ws, act.as, act.place)
  const parcel = parcels.suggestionParcel(a.ws, act.as, at, elementIn(at.blocks, act), act.query)
  const answer = await a.delivery.ask(parcel)
  if (!answer.ok) return { ok: false, error: 'operation_timed_out' }
  const body = isObject(answer.answer) ? answer.answer : {}
  const groups = (body['option_groups'] as { options: Option[] }[] | undefined) ?? []
  return { ok: true, options: (body['options'] as Option[] | undefined) ?? groups.flatMap((g) => g.options) }
}

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

/** Runs what a bot's answer asks for; an answer Slack would not take is shown as the bot's failure. */
function replyTo(a: Asking, user: string, work: () => Answer | undefined | void, view?: StoredView): Answer {
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

function outcome(a: Asking, user: string, answer: Carried): Answer {
  return answer.ok ? { ok: true } : failed(a, user, answer, 'This action failed')
}

function failed(a: Asking, user: string, answer: Carried & { ok: false }, what: string): Answer {
  const timedOut = answer.reason.includes('timeout')
  const name = a.ws.world.bot.name
  const because = timedOut
    ? `${name} did not respond in time (operation_timeout)`
    : `${name} did not respond (${answer.status})`
  a.toast(user, `${what}: ${because}.`, true)
  return { ok: false, error: timedOut ? 'operation_timed_out' : 'bot_failed' }
}

function trouble(answer: Carried & { ok: false }): string {
  return answer.reason.includes('timeout')
    ? 'We had some trouble connecting. Try again?'
    : `We had some trouble connecting (${answer.status}). Try again?`
}

type Found =
  | { view: StoredView; blocks: Block[]; channel?: never; message?: never }
  | { view?: never; blocks: Block[]; channel: Channel; message: Message }

function find(ws: Workspace, user: string, place: Place): Found {
  if ('viewId' in place) {
    const view = ws.world.views[place.viewId]
    if (!view || view.user !== user) refuse('view_not_found')
    if (view.type === 'modal') topModal(ws, user, view.id)
    return { view, blocks: view.sent.blocks }
  }
  const channel = channelOf(ws, place.channel)
  const whispered = ws.world.ephemerals.find((m) => m.ts === place.ts && m.only === user)
  const message = whispered ?? messageOf(channel, place.ts)
  if (channel.isPrivate && !isMember(channel, user)) refuse('channel_not_found')
  return { blocks: message.blocks ?? [], channel, message }
}

function elementIn(blocks: Block[], act: ActOf<'click'> | ActOf<'suggest'>): parcels.Clicked {
  const hit = elementsOf(blocks).find(
    ({ block, element }) =>
      element.action_id === act.actionId && (act.blockId === undefined || block.block_id === act.blockId),
  )
  if (!hit) refuse('action_not_found')
  const chosen = act.act === 'click' && act.chosen ? { chosen: act.chosen } : {}
  return { blockId: hit.block.block_id ?? '', element: hit.element, ...chosen }
}

function topModal(ws: Workspace, user: string, viewId: string): StoredView {
  const view = ws.world.views[viewId]
  if (!view || ws.world.stacks[user]?.at(-1) !== viewId) refuse('view_not_found')
  return view
}

function fillIn(view: StoredView, values: StateValues): void {
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, value] of Object.entries(actions)) {
      if (view.values[blockId]?.[actionId]) view.values[blockId][actionId] = value
    }
  }
}
