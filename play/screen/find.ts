/** Finds messages and buttons by the words on them, among all that one person sees. */
import type { Block, MessageSeen, Place, Surface } from '../../sandbox/surface.ts'
import { refusalBlock } from '#messages/refusal.ts'
import { list } from './form.ts'
import { phoneWords } from './phone-words.ts'
import { plain, type Reader, says, wordsOf, wordsOfBlocks } from './words.ts'

export interface Button {
  words: string
  place: Place
  actionId: string
  blockId: string
  /** It only opens an address. */
  url?: string
}

/** All messages of a channel, replies included, oldest first. Without a channel: of every channel they see. */
export function messagesSeen(surface: Surface, as: string, channel?: string): MessageSeen[] {
  const channels = channel === undefined ? surface.channels(as).map((one) => one.id) : [channel]
  const found = channels.flatMap((id) =>
    surface.messages(as, id).flatMap((message) => {
      const isParent = message.threadTs === message.ts && (message.replyCount ?? 0) > 0
      return isParent ? surface.messages(as, id, message.ts) : [message]
    }),
  )
  return [...new Map(found.map((one) => [`${one.channel} ${one.ts}`, one])).values()].sort(
    (a, b) => Number(a.ts) - Number(b.ts),
  )
}

/** The newest message that says these words. */
export function messageSaying(messages: readonly MessageSeen[], words: string, reader: Reader): MessageSeen {
  const found = messages.findLast((one) => says(wordsOf(one, reader), words))
  if (found) return found
  const recent = messages.slice(-5).map((one) => wordsOf(one, reader).replace(/\s+/g, ' ').slice(0, 80))
  throw new Error(`No message there says "${words}". The last ones: ${list(recent)}.`)
}

export function buttonsOf(message: MessageSeen): Button[] {
  const place = { channel: message.channel, ts: message.ts }
  return buttonsIn(message.blocks ?? [], place)
}

/** The buttons that belong to these words: where one message is about several things, those below them. */
export function buttonsBelow(message: MessageSeen, words: string, reader: Reader): Button[] {
  const blocks = message.blocks ?? []
  const start = Math.max(
    0,
    blocks.findIndex((block) => says(wordsOfBlocks([block], reader), words)),
  )
  return buttonsOf({ ...message, blocks: blocks.slice(start) })
}

export function buttonsIn(blocks: readonly Block[], place: Place): Button[] {
  return blocks.flatMap((block) => {
    const elements = [block['accessory'], ...(Array.isArray(block['elements']) ? block['elements'] : [])]
    return elements.filter(isButton).map((element) => ({
      words: element.text.text,
      place,
      actionId: element.action_id,
      blockId: block.block_id ?? '',
      ...(element.url !== undefined && { url: element.url }),
    }))
  })
}

/** The button with these words; of several, the first of the newest message. `where` completes "There is no button … ". */
export function buttonCalled(words: string, buttons: readonly Button[], where: string): Button {
  const wanted = label(words)
  const fitting = buttons.filter((one) => label(one.words) === wanted)
  const newest = fitting.at(-1)?.place
  const found = fitting.find((one) => one.place === newest)
  if (found) return found
  throw new Error(
    `There is no button "${words}" ${where}. There are: ${list(buttons.map((one) => one.words))}.`,
  )
}

/** "Fix…" may be written "Fix" or "Fix...". */
function label(words: string): string {
  return plain(words).replace(/\.+$/, '')
}

function isButton(
  element: unknown,
): element is { type: string; text: { text: string }; action_id: string; url?: string } {
  return typeof element === 'object' && element !== null && 'type' in element && element.type === 'button'
}

/** Everything on this person's screen: a text for each message, modal, passing note, their home, and all on their phone. */
export function screenOf(surface: Surface, as: string, reader: Reader): Map<string, string> {
  const texts = new Map<string, string>()
  for (const one of messagesSeen(surface, as)) texts.set(`${one.channel} ${one.ts}`, wordsOf(one, reader))
  for (const modal of surface.modals(as)) texts.set(`modal ${modal.viewId}`, modalWords(modal, reader))
  for (const toast of surface.toasts(as)) texts.set(`toast ${toast.id}`, toast.text)
  const home = surface.home(as)
  if (home) texts.set('home', wordsOfBlocks(home.view.blocks, reader))
  const { phone } = surface.screen(as)
  for (const [name, text] of phone ? phoneWords(phone) : []) texts.set(name, text)
  return texts
}

/** Keys of the answers on their screen that say no; a story reads words, and a no may have any. */
export function refusalsOn(surface: Surface, as: string): string[] {
  const saysNo = (blocks: readonly Block[] = []) => blocks.some((one) => one.block_id === refusalBlock)
  return [
    ...surface.ephemerals(as).flatMap((one) => (saysNo(one.blocks) ? `${one.channel} ${one.ts}` : [])),
    ...surface.modals(as).flatMap(({ viewId, view }) => (saysNo(view.blocks) ? `modal ${viewId}` : [])),
  ]
}

export function modalWords(modal: ReturnType<Surface['modals']>[number], reader: Reader): string {
  const parts = [modal.title, wordsOfBlocks(modal.view.blocks, reader), ...Object.values(modal.errors)]
  return [...parts, modal.problem ?? '', ...(modal.submit ? [`[${modal.submit}]`] : [])]
    .filter((words) => words !== '')
    .join('\n')
}
