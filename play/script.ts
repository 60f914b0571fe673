/** Prints events as they happen: what people did, and what Muster did in Slack. */
import type { Block, JournalledCall, MessageSeen } from '../sandbox/surface.ts'
import { wordsOf, wordsOfBlocks } from './screen/words.ts'
import { carried, ownerOf } from './carried.ts'
import type { Stage } from './stage.ts'

export interface Happening {
  at: Date
  /** A person's name, `Muster` or `Slack`. */
  who: string
  /** `says in #questions`, `posts in #incidents`. */
  does: string
  text?: string
}

export interface Script {
  readonly all: readonly Happening[]
  add(who: string, does: string, text?: string): void
}

/** Writes down what Muster does on this stage from now on. */
export function keepScript(stage: Stage, heard: (happening: Happening) => void = () => {}): Script {
  const { slack, reader, places, clock, providers } = stage
  const all: Happening[] = []
  const whispered = new Set<string>()
  let last = slack.journal.entries().at(-1)?.n ?? 0
  let lastCarried = providers?.log().length ?? 0

  function push(happening: Happening): void {
    all.push(happening)
    heard(happening)
  }

  stage.onRest(() => {
    for (const entry of slack.journal.entries()) {
      if (entry.kind !== 'call' || entry.n <= last) continue
      const told = telling(entry)
      if (told) push({ at: new Date(entry.sandboxAt), who: 'Muster', ...told })
    }
    last = slack.journal.entries().at(-1)?.n ?? last
    for (const entry of providers?.log().slice(lastCarried) ?? []) {
      const told = carried(entry, (to) => ownerOf(to, providers?.phones() ?? [], reader))
      if (told) push({ at: new Date(entry.at), who: 'Muster', ...told })
    }
    lastCarried = providers?.log().length ?? 0
    for (const person of slack.surface.people()) {
      for (const message of slack.surface.ephemerals(person.id)) whisper(person.displayName, message)
    }
  })

  function whisper(name: string, message: MessageSeen): void {
    if (whispered.has(message.ts)) return
    whispered.add(message.ts)
    const at = new Date(Number(message.ts) * 1000)
    const does = `tells only ${name} in ${placeName(message.channel)}`
    push({ at, who: 'Muster', does, text: wordsOf(message, reader) })
  }

  function telling({
    method,
    args,
    ok,
    error,
    fault,
    result,
  }: JournalledCall): Omit<Happening, 'at' | 'who'> | null {
    const where = (): string => placeName(textOf(args['channel'] ?? args['channel_id']))
    if (!ok && fault === undefined) return { does: `is refused ${method}: ${error}` }
    if (!ok) return { does: `gets no answer to ${method} (${fault})` }
    switch (method) {
      case 'chat.postMessage':
        return { does: `${args['thread_ts'] ? 'replies' : 'posts'} in ${where()}`, text: words(args) }
      case 'chat.update':
        return { does: `edits "${(words(args).split('\n')[0] ?? '').slice(0, 60)}" in ${where()}` }
      case 'chat.delete':
        return { does: `deletes a message in ${where()}` }
      case 'conversations.create':
        return { does: `creates #${textOf(args['name'])}` }
      case 'conversations.invite':
        return {
          does: `invites ${textOf(args['users']).split(',').map(reader.person).join(', ')} to ${where()}`,
        }
      case 'conversations.setTopic':
        return { does: `sets the topic of ${where()}`, text: textOf(args['topic']) }
      case 'conversations.archive':
        return { does: `archives ${where()}` }
      case 'pins.add':
        return { does: `pins a message in ${where()}` }
      case 'bookmarks.add':
        return { does: `bookmarks ${textOf(args['title'])} in ${where()}` }
      case 'views.open':
      case 'views.push': {
        const view = (result?.['view'] ?? {}) as { title?: { text: string } }
        return { does: `opens "${view.title?.text ?? ''}"` }
      }
      default:
        return null
    }
  }

  function placeName(id: string): string {
    if (id.startsWith('U')) return `${reader.person(id)}'s direct messages`
    if (!id.startsWith('D')) return places.nameOf(id)
    const { surface } = slack
    const owner = surface
      .people()
      .find((one) => surface.channels(one.id).some((channel) => channel.id === id))
    return owner ? `${owner.displayName}'s direct messages` : id
  }

  function words(args: Record<string, unknown>): string {
    const given = args['blocks']
    const blocks = (typeof given === 'string' ? JSON.parse(given) : (given ?? [])) as Block[]
    return blocks.length > 0 ? wordsOfBlocks(blocks, reader) : textOf(args['text'])
  }

  return {
    all,
    add: (who, does, text) => push({ at: clock.now(), who, does, ...(text !== undefined && { text }) }),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
