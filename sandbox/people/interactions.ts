import * as parcels from './payloads.ts'
import { elementsOf } from '../blocks/inputs.ts'
import { isObject } from '../blocks/rules.ts'
import { type Asking, failed, outcome, replyTo } from './asking.ts'
import { typed } from './mrkdwn.ts'
import type { Act, Answer, Block, Option, Place, StateValues } from '../surface.ts'
import { refuse } from '../workspace/refusal.ts'
import { type Workspace, channelOf, isMember, messageOf } from '../workspace/workspace.ts'
import type { Channel, Message, StoredView } from '../workspace/world.ts'

export type ActOf<K extends Act['act']> = Extract<Act, { act: K }>

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

export function topModal(ws: Workspace, user: string, viewId: string): StoredView {
  const view = ws.world.views[viewId]
  if (!view || ws.world.stacks[user]?.at(-1) !== viewId) refuse('view_not_found')
  return view
}

export function fillIn(view: StoredView, values: StateValues): void {
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, value] of Object.entries(actions)) {
      if (view.values[blockId]?.[actionId]) view.values[blockId][actionId] = value
    }
  }
}
