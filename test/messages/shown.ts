/** A message or a form, as Markdown that reads like it. */
import type { HomeView, KnownBlock, ModalView } from '@slack/types'

export function quoted(parts: readonly string[]): string {
  const rows = parts.map((part) =>
    part
      .trimEnd()
      .split('\n')
      .map((row) => `> ${row}  `.trimEnd())
      .join('\n'),
  )
  return rows.join('\n>\n')
}

export function buttonsOf(blocks: readonly KnownBlock[]): string[] {
  const labels = blocks.flatMap((block) =>
    [
      ...('elements' in block ? block.elements : []),
      ...('accessory' in block && block.accessory ? [block.accessory] : []),
    ].flatMap((one) => (one.type === 'button' ? [`\`${one.text.text}\``] : [])),
  )
  return labels.length === 0 ? [] : [labels.join(' ')]
}

/** Title, what stands above and in the fields, and what sends it. */
export function shownView(view: ModalView | HomeView): string[] {
  const title = view.type === 'modal' ? [`**${view.title.text}**`] : []
  const ends = view.type === 'modal' ? [view.submit, view.close].filter((one) => one !== undefined) : []
  return [
    ...title,
    ...(view.blocks as KnownBlock[]).map(shownBlock).filter((words) => words !== ''),
    ...(ends.length === 0 ? [] : [ends.map((one) => `\`${one.text}\``).join(' ')]),
  ]
}

function shownBlock(block: KnownBlock): string {
  if (block.type !== 'input')
    return [...wordsOf(block.type === 'actions' ? [] : block), ...buttonsOf([block])].join('').trim()
  const { label, hint, optional, element } = block
  const placeholder = 'placeholder' in element && element.placeholder ? [`_${element.placeholder.text}_`] : []
  const choices =
    'options' in element && element.options ? [element.options.map((one) => one.text.text).join(' / ')] : []
  return [
    `${label.text}${optional ? ' (optional)' : ''}`,
    ...(hint ? [hint.text] : []),
    ...placeholder,
    ...choices,
  ].join('\n')
}

/** Every word in it, in order; people and channels as they are written. */
function wordsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(wordsOf)
  if (typeof node !== 'object' || node === null) return []
  const one = node as Record<string, unknown>
  if (one['type'] === 'button') return []
  if (one['type'] === 'user') return [`<@${String(one['user_id'])}>`]
  if (one['type'] === 'channel') return [`<#${String(one['channel_id'])}>`]
  if (one['type'] === 'date') return [String(one['fallback'])]
  if (typeof one['text'] === 'string') return [one['text']]
  return [one['text'], one['fields'], one['elements'], one['accessory']].flatMap(wordsOf)
}
