/** Finds the words of a message, wherever Slack keeps them: in its text, its blocks, or its attachments. Pure. */
import { z } from 'zod'
import type { UserId } from '#incidents/incident.ts'
import { clean, escaped } from '#words/user-text.ts'
import { blockWords, isSomething, lined } from './block-words.ts'

export interface MessageWords {
  /** Slack's mrkdwn; empty where it says nothing. */
  text: string
  /** The people whose messages it forwards. */
  forwarded: UserId[]
  /** Files of the messages it forwards, as Slack sends them. */
  files: unknown[]
}

/** The length Slack allows a text, in UTF-16 units; attachments may hold many. */
const longest = 40_000

/** Forwards of forwards beyond that are cut off. */
const deepest = 3

// A field that is not as Slack sends it must not cost the words of its neighbours.
const words = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
const list = z.array(z.unknown()).nullish().catch(null)

const attachment = z.object({
  pretext: words,
  title: words,
  title_link: words,
  text: words,
  fallback: words,
  fields: z
    .array(z.object({ title: words, value: words }))
    .nullish()
    .catch(null),
  blocks: list,
  message_blocks: z
    .array(z.object({ message: z.object({ blocks: list }) }))
    .nullish()
    .catch(null),
  attachments: list,
  files: list,
  is_share: flag,
  is_msg_unfurl: flag,
  is_app_unfurl: flag,
  app_unfurl_url: words,
  from_url: words,
  original_url: words,
  author_id: words,
  author_name: words,
  bot_id: words,
})
type Attachment = z.infer<typeof attachment>

export interface RawWords {
  text?: string | null | undefined
  blocks?: unknown
  attachments?: unknown[] | null | undefined
}

/** The text; where it says nothing the blocks, then the attachments. What it forwards comes after, in any case. */
export function messageWords({ text, blocks, attachments }: RawWords, depth = 0): MessageWords {
  const own = text ?? ''
  const attached = (attachments ?? []).flatMap((one) => attachment.safeParse(one).data ?? [])
  const forwards = attached.filter((one) => isForward(one, own)).map((one) => forward(one, depth))
  const added = attached.filter((one) => !isForward(one, own) && !isPreview(one)).map(attachmentWords)
  const parts = [ownWords(own, blockWords(blocks), lined(added)), ...forwards.map((one) => one.text)]
  return {
    // PostgreSQL keeps no text with a zero in it.
    text: lined(parts).slice(0, longest).toWellFormed().replaceAll('\u0000', ''),
    forwarded: [...new Set(forwards.flatMap((one) => one.forwarded))],
    files: forwards.flatMap((one) => one.files),
  }
}

/** An app may mention somebody in its text, and say all else in the rest. */
function ownWords(text: string, ...rest: readonly string[]): string {
  if (saysSomething(text)) return text
  return lined([text, rest.find(saysSomething) ?? (text === '' ? (rest.find(isSomething) ?? '') : '')])
}

function saysSomething(text: string): boolean {
  return isSomething(text.replace(/<(?:@|!(?:here|channel|everyone|subteam))[^<>]*>/g, ''))
}

/** True for a message passed on; Slack shows the message behind a link that somebody wrote in the same way. */
function isForward({ is_share, is_msg_unfurl, from_url }: Attachment, text: string): boolean {
  if (is_share) return true
  return (
    is_msg_unfurl === true && !(from_url && (text.includes(from_url) || text.includes(escaped(from_url))))
  )
}

/** True for what Slack or an app shows of the page behind a link. */
function isPreview(one: Attachment): boolean {
  return Boolean(
    one.is_app_unfurl || one.app_unfurl_url || one.from_url || one.original_url || one.is_msg_unfurl,
  )
}

function attachmentWords(one: Attachment): string {
  const fields = (one.fields ?? []).map(({ title, value }) => [title, value].filter(Boolean).join(': '))
  const said = lined([one.pretext ?? '', one.title ?? '', one.text ?? '', ...fields])
  return lined([said || blockWords(one.blocks) || instead(one), address(one.title_link)])
}

/** The words an app gives to those who cannot show the rest; Slack makes up some where there are none. */
function instead({ fallback }: Attachment): string {
  return fallback && !/^\s*\[no preview available\]\s*$/i.test(fallback) ? fallback : ''
}

/** After its words: the first line is to be a title. */
function address(link: string | null | undefined): string {
  return link && /^https?:\/\/[^\s<>|]+$/.test(link) ? `<${link.replace(/&(?!amp;)/g, '&amp;')}>` : ''
}

function forward(one: Attachment, depth: number): MessageWords {
  const own = isPerson(one.author_id) ? [one.author_id] : []
  if (depth >= deepest) return { text: '', forwarded: own, files: [] }
  const { text, message_blocks, attachments } = one
  const blocks = (message_blocks ?? []).flatMap(({ message }) => message.blocks ?? [])
  const inner = messageWords(
    { text, blocks: blocks.length > 0 ? blocks : one.blocks, attachments },
    depth + 1,
  )
  const said = inner.text || lined([one.title ?? '']) || instead(one)
  const files = [...(one.files ?? []), ...inner.files]
  return {
    text: said === '' && files.length === 0 ? '' : lined([forwardedFrom(from(one)), said]),
    forwarded: [...own, ...inner.forwarded],
    files,
  }
}

/** Slack gives apps a user id too, under which few people know them. */
function from({ author_id, author_name, bot_id }: Attachment): string {
  const name = escaped(clean(author_name ?? '').replace(/\s+/g, ' '))
  if (bot_id && name !== '') return name
  return isPerson(author_id) ? `<@${author_id}>` : name || 'somebody'
}

function isPerson(id: string | null | undefined): id is string {
  return /^[UW][A-Z0-9_]{1,40}$/.test(id ?? '')
}

/** The line above the words of a forward. */
function forwardedFrom(name: string): string {
  return `Forwarded from ${name}:`
}

const forwardLine = /^Forwarded from [^\n]{1,200}:$/

/** Tells the line above the words of a forward. */
export function isForwardLine(line: string): boolean {
  return forwardLine.test(line)
}
