/** Reads a message as a person does, in plain words. */
import type { Block, MessageSeen } from '../../sandbox/surface.ts'

export interface Reader {
  /** `Amina` for `U01AMINA`. */
  person(id: string): string
  /** `questions` for `C02QUESTIONS`. */
  channel(id: string): string
  /** The zone in which times are shown. */
  zone: string
}

type Node = Record<string, unknown>

/** The words of a message: of its blocks where it has some, else of its text. Button labels stand in brackets. */
export function wordsOf(
  message: Pick<MessageSeen, 'text' | 'blocks' | 'attachments' | 'files'>,
  reader: Reader,
): string {
  const { blocks = [], attachments = [], files } = message
  const said = blocks.length > 0 ? wordsOfBlocks(blocks, reader) : wordsOfMarkup(message.text, reader)
  const attached = attachments.map((one) => attachedWords(one as Node, reader))
  return [said, ...attached, ...files.map((file) => `[file ${file.name}]`)]
    .filter((words) => words !== '')
    .join('\n')
}

/** Reads the parts that an app attached, or the message that was passed on with its writer. */
function attachedWords(attached: Node, reader: Reader): string {
  return ['author_name', 'pretext', 'title', 'text']
    .map((key) => attached[key])
    .filter((one) => typeof one === 'string' && one !== '')
    .map((one) => wordsOfMarkup(String(one), reader))
    .join('\n')
}

export function wordsOfBlocks(blocks: readonly Block[], reader: Reader): string {
  return blocks
    .map((block) => wordsOfNode(block, reader).trim())
    .filter((words) => words !== '')
    .join('\n')
}

/** Slack's mark-up as it is shown. */
export function wordsOfMarkup(text: string, reader: Reader): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inside: string) => reference(inside, reader))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function reference(inside: string, reader: Reader): string {
  const [target = '', label] = inside.split('|')
  if (target.startsWith('@')) return `@${reader.person(target.slice(1))}`
  if (target.startsWith('#')) return `#${reader.channel(target.slice(1))}`
  if (target.startsWith('!date^')) return label ?? target
  if (target.startsWith('!')) return label ?? `@${target.slice(1)}`
  return label === undefined || label === target ? target : `${label} (${target})`
}

function wordsOfNode(node: Node, reader: Reader): string {
  const { type } = node
  switch (type) {
    case 'text':
    case 'plain_text':
    case 'raw_text':
      return String(node['text'])
    case 'mrkdwn':
      return wordsOfMarkup(String(node['text']), reader)
    case 'user':
      return `@${reader.person(String(node['user_id']))}`
    case 'channel':
      return `#${reader.channel(String(node['channel_id']))}`
    case 'broadcast':
      return `@${String(node['range'])}`
    case 'emoji':
      return `:${String(node['name'])}:`
    case 'link':
      return linkWords(String(node['url']), node['text'])
    case 'date':
      return dateWords(Number(node['timestamp']), String(node['format']), reader)
    case 'button':
      return `[${wordsOfNode(node['text'] as Node, reader)}]`
    case 'image':
      return String(node['alt_text'])
    case 'markdown':
      return String(node['text'])
    case 'rich_text_section':
      return children(node['elements'], '', reader)
    case 'rich_text':
      return children(node['elements'], '\n', reader)
    case 'rich_text_list':
      return (node['elements'] as Node[]).map((item) => `• ${wordsOfNode(item, reader)}`).join('\n')
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return children(node['elements'], '', reader)
    case 'input':
      return inputWords(node, reader)
    default:
      return ['text', 'fields', 'elements', 'accessory']
        .map((key) => children(node[key], ' ', reader))
        .filter((words) => words !== '')
        .join(' ')
  }
}

function children(value: unknown, between: string, reader: Reader): string {
  const nodes = Array.isArray(value) ? value : [value]
  return nodes
    .filter((one): one is Node => typeof one === 'object' && one !== null)
    .map((one) => wordsOfNode(one, reader))
    .join(between)
}

function inputWords(node: Node, reader: Reader): string {
  const element = node['element'] as Node
  const given = element['initial_value']
  const offered = (element['options'] as Node[] | undefined)?.map((one) => children(one['text'], '', reader))
  return [
    `${wordsOfNode(node['label'] as Node, reader)}:`,
    ...(typeof given === 'string' ? [given] : []),
    ...(offered ? [offered.join(' | ')] : []),
    children(node['hint'], '', reader),
  ]
    .filter((words) => words !== '')
    .join(' ')
}

function linkWords(url: string, label: unknown): string {
  return typeof label === 'string' && label !== url ? `${label} (${url})` : url
}

function dateWords(timestamp: number, format: string, { zone }: Reader): string {
  const there = Temporal.Instant.fromEpochMilliseconds(timestamp * 1000).toZonedDateTimeISO(zone)
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' })
  return format.includes('date') ? `${there.toPlainDate().toString()} ${time}` : time
}

/** Tells if `text` says `words`: case, white space and the shape of quotes and dashes do not matter. */
export function says(text: string, words: string): boolean {
  return plain(text).includes(plain(words))
}

export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/…/g, '...')
    .replace(/\s+/g, ' ')
    .trim()
}
