import { checkBlocks } from '../blocks/check-blocks.ts'
import { isObject } from '../blocks/rules.ts'
import { refuse } from '../workspace/refusal.ts'
import type { Block } from '../surface.ts'
import type { Message } from '../workspace/world.ts'
import { type Args, str } from './args.ts'

export interface Content {
  text: string
  blocks?: Block[]
  attachments?: unknown[]
  metadata?: NonNullable<Message['metadata']>
  /** Slack's warnings, such as `message_truncated`. */
  warnings: string[]
}

const LONGEST = 40_000

/** The words of a message, refused as Slack refuses them. A `text` longer than `longest` is `msg_too_long`. */
export function readContent(args: Args, longest?: number): Content {
  const markdown = str(args, 'markdown_text')
  let text = str(args, 'text')
  if (markdown && (text || args['blocks'])) refuse('markdown_text_conflict')
  if (markdown.length > 12_000) refuse('msg_too_long')
  if (markdown) text = markdown
  const blocks = readBlocks(args['blocks'])
  const attachments = args['attachments']
  if (Array.isArray(attachments) && attachments.length > 100) refuse('too_many_attachments')
  const hasAttachments = Array.isArray(attachments) && attachments.length > 0
  if (text.trim() === '' && !blocks?.length && !hasAttachments) refuse('no_text')
  if (longest !== undefined && text.length > longest) refuse('msg_too_long')
  const metadata = readMetadata(args['metadata'])
  return {
    text: text.slice(0, LONGEST),
    ...(blocks?.length ? { blocks } : {}),
    ...(hasAttachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
    warnings: text.length > LONGEST ? ['message_truncated'] : [],
  }
}

export function readBlocks(value: unknown): Block[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) refuse('invalid_blocks_format')
  const problems = checkBlocks(value, 'message')
  if (problems.length > 0) {
    const messages = problems.map((problem) => `[ERROR] ${problem}`)
    refuse('invalid_blocks', { errors: problems, response_metadata: { messages } })
  }
  return value as Block[]
}

/** `{}` reads as "none". */
export function readMetadata(value: unknown): Content['metadata'] {
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) refuse('invalid_metadata_format')
  if (Object.keys(value).length === 0) return undefined
  const { event_type: type, event_payload: payload } = value
  if (typeof type !== 'string' || type === '' || !isObject(payload)) refuse('invalid_metadata_schema')
  if (JSON.stringify(value).length > 16_000) refuse('metadata_too_large')
  return { event_type: type, event_payload: payload }
}
