/**
 * The only vocabulary that messages and modals are written in. Every text here is plain where Slack shows it: a
 * mention, a channel, a link or a date exists only as a part, so people's words can never become one.
 */
import type { Button, KnownBlock, PlainTextElement, RichTextElement, RichTextText } from '@slack/types'
import type { Message } from '#words/message.ts'
import { clean, cut, escaped, harmless } from './user-text.ts'

/** A stretch of a line as Slack shows it, and as notifications and screen readers get it (escaped). */
export interface Part {
  element: RichTextElement
  fallback: string
}

/** A line of parts; strings are plain text, ours or anybody's. */
export type Line = readonly (string | Part)[]

/** A block, and its words for notifications and screen readers (escaped). */
export interface Piece {
  block: KnownBlock
  fallback: string
}

/** Slack's limits. We count UTF-16 units, and Slack never counts more than these. */
const longest = { header: 150, paragraph: 2900, button: 75, alt: 2000, blocks: 50, fallback: 3000 }

export function text(words: string, max = longest.paragraph): Part & { element: RichTextText } {
  const shown = cut(harmless(words), max)
  return { element: { type: 'text', text: shown }, fallback: escaped(shown) }
}

export function bold(words: string): Part {
  const part = text(words)
  return {
    ...part,
    element: { type: 'text', text: cut(harmless(words), longest.paragraph), style: { bold: true } },
  }
}

/** Names a person and notifies them. */
export function mention(user: string): Part {
  if (!/^[UW][A-Z0-9_]+$/.test(user)) return text(user, 80)
  return { element: { type: 'user', user_id: user }, fallback: `<@${user}>` }
}

export function channel(id: string): Part {
  if (!/^[CGD][A-Z0-9_]+$/.test(id)) return text(id, 80)
  return { element: { type: 'channel', channel_id: id }, fallback: `<#${id}>` }
}

/** Links http and https addresses only; anything else is shown as it is. */
export function link(url: string, words: string): Part {
  const target = webAddress(url)
  if (target === null) return text(words === url ? url : `${words} (${url})`, 500)
  const shown = cut(harmless(words), 300) || target
  return {
    element: { type: 'link', url: target, text: shown },
    fallback: `${escaped(shown)} (${escaped(target)})`,
  }
}

/** The address in the form that Slack takes; null unless it is http or https. */
export function webAddress(url: string): string | null {
  const parsed = URL.parse(url.trim())
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.href.length > 2000) return null
  return parsed.href
}

const formats = { time: '{time}', day: '{date_short_pretty} at {time}' }

/** An instant in each reader's own zone: `time` within a day, `day` with the date. */
export function when(date: Date, format: keyof typeof formats = 'time'): Part {
  const utc = date.toISOString()
  const fallback = `${format === 'time' ? '' : `${utc.slice(0, 10)} `}${utc.slice(11, 16)} UTC`
  const timestamp = Math.floor(date.getTime() / 1000)
  return { element: { type: 'date', timestamp, format: formats[format], fallback }, fallback }
}

/** The large first line. */
export function header(words: string): Piece {
  const shown = cut(clean(words), longest.header) || '…'
  return {
    block: { type: 'header', text: { type: 'plain_text', text: shown, emoji: false } },
    fallback: escaped(shown),
  }
}

/** Puts one line under the other. */
export function lines(...all: (Line | null | false)[]): Piece {
  const parts = all
    .filter((line) => line !== null && line !== false)
    .flatMap((line, index): Line => (index === 0 ? line : ['\n', ...line]))
    .map((one) => (typeof one === 'string' ? text(one) : one))
    .filter(({ element }) => element.type !== 'text' || element.text !== '')
  const shown = parts.length > 0 ? parts : [text('…')]
  const elements = shown.map(({ element }) => element)
  return {
    block: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] },
    fallback: shown.map(({ fallback }) => fallback).join(''),
  }
}

/** Sets a person's words apart as a quotation. */
export function quote(words: string): Piece {
  const part = text(clean(words) || '…')
  return {
    block: { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [part.element] }] },
    fallback: part.fallback,
  }
}

/** Shows words letter by letter, for copying: a table of figures. */
export function code(words: string): Piece {
  const part = text(clean(words) || '…')
  return {
    block: {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part.element.text }] }],
    },
    fallback: part.fallback,
  }
}

/** A line across, between unrelated things. */
export function divider(): Piece {
  return { block: { type: 'divider' }, fallback: '' }
}

/** Small print. */
export function small(words: string): Piece {
  const shown = cut(clean(words), 2000) || '…'
  return {
    block: { type: 'context', elements: [{ type: 'plain_text', text: shown, emoji: false }] },
    fallback: escaped(shown),
  }
}

/** A line with a button at its end. */
export function row(words: string, aside: Button): Piece {
  const shown = cut(clean(words), longest.paragraph) || '…'
  return {
    block: { type: 'section', text: { type: 'plain_text', text: shown, emoji: false }, accessory: aside },
    fallback: escaped(shown),
  }
}

/** A line with a list to choose from at its end; the choice arrives under `action`. It needs at least one choice, and shows 10,000. */
export function picking(
  words: string,
  action: string,
  prompt: string,
  choices: readonly { value: string; words: string }[],
): Piece {
  const shown = cut(clean(words), longest.paragraph) || '…'
  const options = choices.map(({ value, words: label }) => ({ value, text: label75(label) }))
  return {
    block: {
      type: 'section',
      text: { type: 'plain_text', text: shown, emoji: false },
      accessory: {
        type: 'static_select',
        action_id: action,
        placeholder: label75(prompt),
        ...(options.length <= inOneGroup ? { options } : { option_groups: grouped(options) }),
      },
    },
    fallback: escaped(shown),
  }
}

/** Slack takes this many options together, and as many groups. */
const inOneGroup = 100

function grouped<Option extends { text: PlainTextElement }>(options: readonly Option[]) {
  const groups = Math.min(inOneGroup, Math.ceil(options.length / inOneGroup))
  return Array.from({ length: groups }, (_, n) => {
    const own = options.slice(n * inOneGroup, (n + 1) * inOneGroup)
    return { label: label75(`From ${own[0]?.text.text ?? ''}`), options: own }
  })
}

function label75(words: string): PlainTextElement {
  return { type: 'plain_text', text: cut(clean(words), longest.button) || '…', emoji: false }
}

/** A button; a press arrives under `action` with `value`. */
export function button(words: string, action: string, value: string, style?: 'primary' | 'danger'): Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: cut(words, longest.button), emoji: false },
    action_id: action,
    value,
    ...(style && { style }),
  }
}

/** Opens an address; the press arrives under `action` as well and needs no answer. */
export function linkButton(words: string, action: string, url: string): Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: cut(words, longest.button), emoji: false },
    action_id: action,
    url,
  }
}

/** A picture that Slack has already, by the id of its file, with a description of it. */
export function image(file: string, described: string): Piece {
  const alt = cut(clean(described), longest.alt) || '…'
  return { block: { type: 'image', slack_file: { id: file }, alt_text: alt }, fallback: '' }
}

export function buttons(...elements: Button[]): Piece {
  return { block: { type: 'actions', elements }, fallback: '' }
}

/**
 * A message of these pieces, as many as Slack takes. One of them must be `lines` or `quote`: Slack refuses to edit a
 * message with rich text into one without, so every one of ours has some.
 */
export function message(...pieces: (Piece | null | false)[]): Message {
  const shown = pieces.filter((piece) => piece !== null && piece !== false).slice(0, longest.blocks)
  const fallback = shown.map((piece) => piece.fallback).filter((words) => words !== '')
  return { text: cutEscaped(fallback.join('\n')), blocks: shown.map((piece) => piece.block) }
}

/** Cuts words, but never within an escape or a mention. */
function cutEscaped(words: string): string {
  const short = cut(words, longest.fallback)
  return short === words ? words : short.replace(/(&[a-z]*|<[^<>]*)…$/, '…')
}
