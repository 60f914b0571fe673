/** One person of the story: does things by the words on their screen. */
import type { PhoneSeen } from '../sandbox/providers/phone.ts'
import type { Act, Answer, MessageSeen, ModalSeen, Person } from '../sandbox/surface.ts'
import { personIn } from './people.ts'
import type { Places } from './places.ts'
import {
  type Button,
  buttonCalled,
  buttonsBelow,
  buttonsIn,
  buttonsOf,
  messageSaying,
  messagesSeen,
  refusalsOn,
  screenOf,
} from './screen/find.ts'
import { type Filling, filled } from './screen/form.ts'
import { plain, type Reader, says } from './screen/words.ts'
import type { LocalSlack } from '../sandbox/slack.ts'

/** The place on the screen; see play/README.md for what may be written. */
export interface Where {
  in?: string | undefined
  /** Words of the message meant. */
  on?: string | undefined
  /** Words of the message whose thread is meant. */
  thread?: string | undefined
}

export type Deed<K extends Act['act']> = Omit<Extract<Act, { act: K }>, 'as' | 'act'>

/** Everything waits until Muster and the local Slack have nothing left to do. Refusals throw unless `answer` is asked for. */
export interface Player {
  readonly person: Person
  says(text: string, where: Where): Promise<Answer>
  types(line: string, where?: Where): Promise<Answer>
  clicks(words: string, where?: Where): Promise<Answer>
  runs(shortcut: string, where?: Where): Promise<Answer>
  fills(fillings: Record<string, Filling>): void
  /** Sends the open modal, or presses the button in it that has these words. */
  presses(words?: string): Promise<Answer>
  opensHome(): Promise<Answer>
  /** Anything else that Slack lets people do. */
  does(act: Act): Promise<Answer>
  modal(): ModalSeen | undefined
  place(words: string): Promise<string>
  /** Somebody's id. */
  colleague(words: string): string
  message(where: Where): Promise<MessageSeen>
  /** Every text on their screen. */
  screen(): Map<string, string>
  /** Those of them by which Muster refuses something. */
  refusals(): string[]
  phone(): PhoneSeen | undefined
  /** The texts that say these words. */
  seeing(words: string): string[]
}

export interface PlayerParts {
  slack: LocalSlack
  places: Places
  reader: Reader
  settle(): Promise<void>
  /** Fillings not sent yet, by person: a person may fill in a form in several steps. */
  drafts: Map<string, Record<string, Filling>>
}

export function createPlayer(person: Person, { slack, places, reader, settle, drafts }: PlayerParts): Player {
  const { surface } = slack
  const as = person.id
  const name = person.displayName

  function colleague(words: string): string {
    return personIn(surface.people(), words).id
  }

  async function does(act: Act): Promise<Answer> {
    const answer = await surface.do(act)
    await settle()
    return answer
  }

  async function channelOf(where: Where): Promise<string | undefined> {
    return where.in === undefined ? undefined : places.find(as, where.in)
  }

  async function required(where: Where, deed: string): Promise<string> {
    const channel = await channelOf(where)
    if (channel === undefined) throw new Error(`Say where ${name} ${deed}, with "in".`)
    return channel
  }

  async function message(where: Where): Promise<MessageSeen> {
    const found = messagesSeen(surface, as, await channelOf(where))
    if (where.on !== undefined) return messageSaying(found, where.on, reader)
    const last = found.at(-1)
    if (!last) throw new Error(`${name} sees no message there.`)
    return last
  }

  function modal(): ModalSeen | undefined {
    return surface.modals(as).at(-1)
  }

  async function values(open: ModalSeen) {
    const viewId = open.viewId
    const all = await filled(drafts.get(as) ?? {}, {
      modal: open,
      zone: reader.zone,
      person: colleague,
      channel: (words) => places.named(words).id,
      async suggestions(actionId, blockId, query) {
        const answer = await surface.do({ as, act: 'suggest', place: { viewId }, actionId, blockId, query })
        return answer.options ?? []
      },
    })
    drafts.delete(as)
    return all
  }

  async function buttons(where: Where): Promise<{ all: Button[]; there: string }> {
    const open = modal()
    if (open && where.in === undefined && where.on === undefined) {
      return {
        all: buttonsIn(open.view.blocks, { viewId: open.viewId }),
        there: `in the modal "${open.title}"`,
      }
    }
    if (where.in?.toLowerCase() === 'home') {
      const home = surface.home(as)
      return {
        all: buttonsIn(home?.view.blocks ?? [], { viewId: home?.viewId ?? '' }),
        there: `in ${name}'s home`,
      }
    }
    const there = `that ${name} sees${where.in === undefined ? '' : ` in ${where.in}`}`
    if (where.on !== undefined) {
      return { all: buttonsBelow(await message(where), where.on, reader), there: `on "${where.on}"` }
    }
    return { all: messagesSeen(surface, as, await channelOf(where)).flatMap(buttonsOf), there }
  }

  return {
    person,
    does,
    modal,
    message,
    place: (words) => places.find(as, words),
    colleague,
    async says(text, where) {
      const channel = await required(where, 'says it')
      const thread = where.thread ?? where.on
      const parent = thread === undefined ? undefined : await message({ in: where.in, on: thread })
      return does({ as, act: 'say', channel, text, ...(parent && { thread: parent.threadTs ?? parent.ts }) })
    },
    async types(text, where = {}) {
      return does({
        as,
        act: 'command',
        channel: (await channelOf(where)) ?? places.named('#general').id,
        text,
      })
    },
    async clicks(words, where = {}) {
      const { all, there } = await buttons(where)
      const button = buttonCalled(words, all, there)
      const open = modal()
      const inModal = open && 'viewId' in button.place && button.place.viewId === open.viewId
      const { place, actionId, blockId } = button
      return does({
        as,
        act: 'click',
        place,
        actionId,
        blockId,
        ...(inModal && { values: await values(open) }),
      })
    },
    async runs(shortcut, where = {}) {
      const type = where.on === undefined ? 'global' : 'message'
      const known = surface.screen(as).shortcuts.filter((one) => one.type === type)
      const wanted = plain(shortcut)
      const found = known.find((one) => [one.name, one.description].some((words) => plain(words) === wanted))
      if (!found) {
        const names = known.map((one) => `"${one.name}"`).join(', ')
        throw new Error(`There is no ${type} shortcut "${shortcut}". There are: ${names}.`)
      }
      const on = where.on === undefined ? undefined : await message(where)
      return does({
        as,
        act: 'shortcut',
        callbackId: found.callbackId,
        ...(on && { message: { channel: on.channel, ts: on.ts } }),
      })
    },
    fills(fillings) {
      drafts.set(as, { ...drafts.get(as), ...fillings })
    },
    async presses(words) {
      const open = modal()
      if (!open) throw new Error(`${name} has no modal open.`)
      const { viewId } = open
      if (words !== undefined && plain(words) === plain(open.close ?? 'Close')) {
        drafts.delete(as)
        return does({ as, act: 'closeModal', viewId })
      }
      if (words === undefined || plain(words) === plain(open.submit ?? '')) {
        if (open.submit === undefined) throw new Error(`"${open.title}" has nothing to send.`)
        return does({ as, act: 'submit', viewId, values: await values(open) })
      }
      const all = buttonsIn(open.view.blocks, { viewId })
      const { actionId, blockId } = buttonCalled(words, all, `in the modal "${open.title}"`)
      return does({ as, act: 'click', place: { viewId }, actionId, blockId, values: await values(open) })
    },
    opensHome: () => does({ as, act: 'openHome' }),
    screen: () => screenOf(surface, as, reader),
    refusals: () => refusalsOn(surface, as),
    phone: () => surface.screen(as).phone,
    seeing: (words) => [...screenOf(surface, as, reader).values()].filter((text) => says(text, words)),
  }
}
