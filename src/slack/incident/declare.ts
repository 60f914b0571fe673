/** Handles declaring: by command, by the form, by a shortcut, or from a message. */
import { z } from 'zod'
import { Refusal } from '#errors.ts'
import { counted } from '#incidents/counted.ts'
import { limits } from '#incidents/decide.ts'
import { Alike, Doubt, heldFor } from '#incidents/restraint.ts'
import { beginning } from '#incidents/long-words.ts'
import { saysSomething } from '#incidents/title.ts'
import {
  declarationOf,
  type IncidentSummary,
  type Source,
  type Story,
  type UserId,
  type Wish,
} from '#incidents/incident.ts'
import { alike, declaredMeanwhile } from '#messages/incident/alike.ts'
import { declared } from '#messages/incident/declared.ts'
import { imOnce } from '#messages/incident/im-later.ts'
import { ladderNotes } from '#messages/incident/ladder-notes.ts'
import { really } from '#messages/incident/really.ts'
import { declareView, readDeclare, readDeclaredStart } from './declare-form.ts'
import {
  fromMessage,
  fromPrivateMessage,
  joining,
  noLongerKept,
  unknownService,
  unknownSquad,
} from '#messages/short-replies.ts'
import { buttonValue } from '../asking/button-value.ts'
import type { Click, Form, Picked, Shortcut } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { firstWord } from '../asking/role-words.ts'
import type { Reply, Services } from '../asking/services.ts'
import type { Message } from '#words/message.ts'
import { urgencies } from '#urgency.ts'
import { sourceFrom, sourceMetadata, sourceOf, titleFrom } from './source.ts'

/** A title of that length is shown whole behind its number as well. */
const shownWhole = limits.title - 10

/** `declare`, `declare checkout fails`, `declare drill checkout fails`. */
export async function typeDeclare(typed: TypedVerb, services: Services): Promise<Reply> {
  const [first, rest] = firstWord(typed.rest)
  const drill = first.toLowerCase() === 'drill' && rest !== ''
  const words = (drill ? rest : typed.rest).trim()
  // The form keeps what was typed, and nobody is paged for an emoji alone.
  if (!drill && !saysSomething(words)) return askDeclare(typed, services, words)
  if (words.toLowerCase() === 'really') {
    const insisted = await services.incidents.insist(typed.user)
    if (insisted !== null) return { say: (await told(typed.user, insisted, services)).say }
  }
  const oneLine = words.replace(/\s+/g, ' ')
  const tooLong = oneLine.length > limits.title
  const wish: Wish = {
    ...declarationOf(tooLong ? beginning(oneLine, shownWhole) : oneLine),
    drill,
    askedIn: typed.channel,
    ...(tooLong && { text: words }),
  }
  const { say } = await open(typed, wish, services)
  return { say }
}

/** "Declare it", "No, declare mine": the answers to "really?" and "the same?". */
export async function declareSure({ user, value }: Click, services: Services): Promise<Reply> {
  const insisted = await services.incidents.insist(user, value)
  if (insisted === null) throw new Refusal(noLongerKept)
  return { say: (await told(user, insisted, services)).say }
}

const sameOne = z.object({ kept: z.string(), into: counted })

/** "Join #2": the answer to "the same?". */
export async function joinSame({ user, value, key }: Click, { incidents, rooms }: Services): Promise<Reply> {
  const { kept, into } = buttonValue(sameOne, value)
  const mine = await incidents.joinInstead(user, kept, into, key)
  if (mine !== null) return { say: declaredMeanwhile(mine, into) }
  return { say: joining(await incidents.see(user, into), await rooms.channelOf(into)) }
}

export async function askDeclare(
  { user }: Shortcut | Click | TypedVerb,
  services: Services,
  title = '',
): Promise<Reply> {
  const { incidents, policy, clock } = services
  const open = await incidents.list(user)
  return { open: declareView({ words: policy.words, squads: policy.squads, now: clock.now(), open, title }) }
}

/** Takes the title from the message; the form says what else of the conversation comes along. */
export async function declareFromMessage(picked: Picked, services: Services): Promise<Reply> {
  const { policy, clock } = services
  const source = sourceOf(picked, await services.names.inWords(picked.said.text))
  const title = titleFrom(source)
  const view = declareView({
    words: policy.words,
    squads: policy.squads,
    now: clock.now(),
    open: await mostAlikeFirst(picked.user, title, services),
    title,
    private: source.private,
    remark: source.private ? fromPrivateMessage : fromMessage,
  })
  return {
    open: { ...view, private_metadata: sourceMetadata(source) },
    refine: async () => {
      const permalink = await permalinkOf(source, services)
      return permalink === null
        ? null
        : { ...view, private_metadata: sourceMetadata({ ...source, permalink }) }
    },
  }
}

/** Null where Muster may not look, as in somebody's direct messages. */
async function permalinkOf({ channel, ts }: Source, { slack }: Services): Promise<string | null> {
  const found = await slack.call('chat.getPermalink', { channel, message_ts: ts }, urgencies.talk)
  return found.kind === 'ok' ? z.string().parse(found.body['permalink']) : null
}

/** Closes the form, unless there is a similar incident or nobody is paged: then the person is told. */
export async function submitDeclaration(form: Form, services: Services): Promise<Reply> {
  const wish = readDeclare(form.state)
  const { squads } = services.policy
  if (wish.squad !== null && !squads.includes(wish.squad))
    throw new Refusal(unknownSquad(wish.squad, squads), 'squad')
  const unknown = wish.services?.find((key) => !Object.hasOwn(services.policy.words.services, key))
  if (unknown !== undefined) throw new Refusal(unknownService(unknown, services.policy.words), 'service')
  const start = readDeclaredStart(form.state)
  const began = start?.toISOString()
  const { say, matters } = await open(form, { ...wish, source: sourceFrom(form.metadata), began }, services)
  return matters ? { say } : null
}

async function open(
  { user, key }: { user: UserId; key: string },
  wish: Wish,
  services: Services,
): Promise<Told> {
  try {
    const story = await services.incidents.open(user, wish, key)
    return await told(user, { ...story, wish }, services)
  } catch (error) {
    if (error instanceof Alike) {
      const like = await services.incidents.see(user, error.like)
      const asked = { title: wish.title, kept: error.kept, seconds: heldFor / 1000 }
      return { say: alike(like, asked, services.policy.words), matters: true }
    }
    if (!(error instanceof Doubt)) throw error
    const { kept, count } = error
    return { say: really({ title: wish.title, kept, count }, services.policy.words), matters: true }
  }
}

/** An answer to a declaration; `matters` when it says more than that it worked. */
interface Told {
  say: Message
  matters: boolean
}

async function told(
  user: UserId,
  story: Story & { wish: Wish },
  { incidents, situationOf, escalation, policy, clock }: Services,
): Promise<Told> {
  const { incident, events, wish } = story
  const [similar, { pages, room }, later] = await Promise.all([
    incident.drill ? [] : incidents.similar(user, incident.title, incident.number),
    situationOf(incident.number, story),
    imOnce(incident, policy.words) === null ? [] : escalation.preview(incident.number, 'im'),
  ])
  const waiting = pages.filter(({ status }) => status === 'queued' || status === 'sent')
  const paging = [...new Set(waiting.map((page) => page.user))]
  const held = ladderNotes(
    events.filter(({ type }) => type === 'page held'),
    incident.roles,
    policy.words,
  )
  const awaited = !events.some((event) => event.type === 'ladder ended' && event.role === 'geoc')
  const context = {
    words: policy.words,
    now: clock.now(),
    room,
    paging,
    overseers: later.find((level) => level.people.length > 0)?.people.map(({ user }) => user) ?? [],
    held,
    awaited,
    quiet: events.some((event) => event.type === 'level skipped' && event.role === 'geoc' && event.quiet),
    named: (wish.services ?? []).length > 0 ? [] : incident.services,
    shortened: wish.text !== undefined,
  }
  return {
    say: declared(incident, similar, context),
    matters: similar.length > 0 || paging.length === 0,
  }
}

async function mostAlikeFirst(
  user: UserId,
  text: string,
  { incidents }: Services,
): Promise<IncidentSummary[]> {
  const [alike, all] = await Promise.all([incidents.similar(user, text), incidents.list(user)])
  const numbers = new Set(alike.map(({ number }) => number))
  return [...alike, ...all.filter(({ number }) => !numbers.has(number))]
}
