/** The shape that Slack's payloads must have before anything looks at them. */
import { z } from 'zod'

/** Slack's longest names have 255 characters; a database index takes no names without a limit. */
const id = z.string().min(1).max(255)
const person = z.looseObject({ id })
const object = z.looseObject({})
const idOrObject = z.union([z.string().max(255), person])

const event = z.preprocess(
  withoutNulls,
  z.looseObject({
    type: id,
    user: idOrObject.optional(),
    channel: z.union([z.string().max(255), object]).optional(),
    item: object.optional(),
    subteam: object.optional(),
  }),
)

const deliverable = z.union([
  z.looseObject({ type: z.literal('event_callback'), event_id: id, event }),
  z.looseObject({ command: id, user_id: id, trigger_id: id, channel_id: id, text: z.string().default('') }),
  z.looseObject({
    type: z.literal('block_actions'),
    user: person,
    trigger_id: id,
    actions: z.array(z.looseObject({ action_id: id })).min(1),
  }),
  z.looseObject({
    type: z.enum(['view_submission', 'view_closed']),
    user: person,
    view: z.looseObject({ id, callback_id: z.string() }),
  }),
  z.looseObject({ type: z.literal('shortcut'), user: person, callback_id: id, trigger_id: id }),
  z.looseObject({
    type: z.literal('message_action'),
    user: person,
    callback_id: id,
    trigger_id: id,
    channel: person,
    message: z.looseObject({ ts: id }),
  }),
])

export type Delivery = z.infer<typeof deliverable>

/** The deepest nesting taken. Slack's own payloads stay below thirty levels. */
const deepest = 100

/** Null for a payload that nothing here could handle. */
export function deliveryFrom(body: unknown): Delivery | null {
  if (isDeeper(body, deepest)) return null
  const parsed = deliverable.safeParse(storable(body))
  return parsed.success ? parsed.data : null
}

/** Reads the body of a request: JSON, a form, or JSON in the `payload` of a form. Throws for anything else. */
export function decodeBody(contentType: string | undefined, raw: Buffer): unknown {
  if (!contentType?.startsWith('application/x-www-form-urlencoded')) return JSON.parse(raw.toString())
  const form = new URLSearchParams(raw.toString())
  const payload = form.get('payload')
  return payload === null ? Object.fromEntries(form) : JSON.parse(payload)
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1))
}

/** Rids text of NULs and half characters: no database takes them, and no person can type them. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, storable(one)]))
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null))
}
