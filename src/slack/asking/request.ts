/** People's requests, parsed from Slack's payloads. */
import { z } from 'zod'
import type { Said } from '#history/heard.ts'
import { saidFrom, stamp } from '#history/slack-message.ts'
import type { UserId } from '#incidents/incident.ts'

/** Fields that every kind of request has. */
export interface Request {
  user: UserId
  /** Identifies this request; a second delivery has the same key. */
  key: string
  /** Opens one form, within three seconds. */
  trigger: string
  /** The address for an answer that only this person reads; null where Slack offers none. */
  responseUrl: string | null
}

export interface Typed extends Request {
  kind: 'command'
  /** The command's name, such as `/incident`. */
  command: string
  /** The typed words as Slack sends them, with mentions. */
  text: string
  channel: string
}

export interface Click extends Request {
  kind: 'click'
  action: string
  value: string
  /** The id of the form it was clicked in; null outside a form. */
  form: string | null
  /** The subject of that form. */
  metadata: string
  /** The values filled in there, for the reader beside each form. */
  state: unknown
}

export interface Form extends Request {
  kind: 'form'
  callback: string
  /** The values filled in, for the reader beside each form. */
  state: unknown
  metadata: string
  /** Names of the form's inputs, in order. */
  fields: string[]
}

export interface Shortcut extends Request {
  kind: 'shortcut'
  callback: string
}

/** A shortcut used on a message. */
export interface Picked extends Request {
  kind: 'picked'
  callback: string
  channel: { id: string; name: string }
  said: Said
}

const person = z.object({ id: z.string() })
const interaction = z.object({
  user: person,
  trigger_id: z.string().default(''),
  response_url: z.string().optional(),
})

const command = z.object({
  command: z.string(),
  text: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
})

export function typedFrom(body: unknown): Typed {
  const typed = command.parse(body)
  return {
    kind: 'command',
    user: typed.user_id,
    key: `trigger:${typed.trigger_id}`,
    trigger: typed.trigger_id,
    responseUrl: typed.response_url ?? null,
    command: typed.command,
    text: typed.text,
    channel: typed.channel_id,
  }
}

const click = interaction.extend({
  actions: z.array(
    z.object({
      action_id: z.string(),
      value: z.string().default(''),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  ),
  view: z
    .object({
      id: z.string(),
      type: z.string().optional(),
      private_metadata: z.string().default(''),
      state: z.unknown(),
    })
    .optional(),
})

export function clickFrom(body: unknown): Click {
  const { actions, view, ...rest } = click.parse(body)
  const { action_id = '', value = '', selected_option } = actions[0] ?? {}
  return {
    kind: 'click',
    ...requestFrom(rest),
    action: action_id,
    value: selected_option?.value ?? value,
    // A form may take the place of the form clicked in. The App Home is no form.
    form: view && view.type !== 'home' ? view.id : null,
    metadata: view?.private_metadata ?? '',
    state: view?.state,
  }
}

const form = interaction.extend({
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.unknown(),
    blocks: z.array(z.object({ type: z.string(), block_id: z.string().default('') })).default([]),
  }),
})

export function formFrom(body: unknown): Form {
  const { view, ...rest } = form.parse(body)
  return {
    kind: 'form',
    ...requestFrom(rest),
    key: `view:${view.id}`,
    callback: view.callback_id,
    state: view.state,
    metadata: view.private_metadata,
    fields: view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id),
  }
}

const shortcut = interaction.extend({ callback_id: z.string() })

export function shortcutFrom(body: unknown): Shortcut {
  const { callback_id, ...rest } = shortcut.parse(body)
  return { kind: 'shortcut', ...requestFrom(rest), callback: callback_id }
}

/** An id short enough for a form's metadata, where there is little room. */
const slackId = z.string().regex(/^\w{1,40}$/)

const picked = shortcut.extend({
  channel: z.object({ id: slackId, name: z.string().default('') }),
  message: z.looseObject({ ts: stamp, user: slackId.nullish() }),
})

export function pickedFrom(body: unknown): Picked {
  const { callback_id, channel, message, ...rest } = picked.parse(body)
  const said = saidFrom(channel.id, message)
  if (said === null) throw new Error('no message')
  return { kind: 'picked', ...requestFrom(rest), callback: callback_id, channel, said }
}

function requestFrom({ user, trigger_id, response_url }: z.infer<typeof interaction>): Request {
  return {
    user: user.id,
    key: `trigger:${trigger_id}`,
    trigger: trigger_id,
    responseUrl: response_url ?? null,
  }
}
