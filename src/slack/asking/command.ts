/** Leads from the typed words to the verb's flow, and to the incident they are about. */
import { unknownVerb, whichIncident } from '#messages/short-replies.ts'
import { didNothing, leftOut } from '#messages/left-out.ts'
import type { Message } from '#words/message.ts'
import type { Typed } from './request.ts'
import type { TypedAbout, TypedVerb } from './typed.ts'
import {
  describes,
  leadingNumber,
  type NamedIncident,
  namedBeforeSentence,
  nearestVerb,
  readCommandLine,
} from './command-line.ts'
import type { Flow, Reply, Services } from './services.ts'

/** Makes a command's flow: runs the verb's flow, `bare` without a verb, and answers an unknown verb with a hint, unless `otherwise` knows the words. */
export function command(
  group: 'incident' | 'oncall',
  bare: Flow<TypedVerb>,
  verbs: Record<string, Flow<TypedVerb>>,
  otherwise: (typed: TypedVerb, services: Services) => Promise<Reply> = async () => null,
): Flow<Typed> {
  const known = new Map(Object.entries(verbs))
  return async (typed, services) => {
    const line = readCommandLine(await services.names.inWords(typed.text, 'places'))
    const flow = line.verb === '' ? bare : known.get(line.verb)
    if (flow) return flow({ ...typed, ...line }, services)
    const found = await otherwise({ ...typed, ...line }, services)
    if (found !== null) return found
    const nearest = nearestVerb(line.verb, [...known.keys()])
    return { say: unknownVerb(line, nearest, typed.command, group === 'incident' && describes(line)) }
  }
}

/** Finds the incident that a verb means among the words behind it. */
type Naming = (rest: string, inRoom: boolean) => NamedIncident | null

/** Finds the incident of a verb: the one named, or else that of the room; without either it asks the person. */
export function aboutOne(flow: Flow<TypedAbout>, naming: Naming = namedBeforeSentence): Flow<TypedVerb> {
  return async (typed, services) => {
    const { rooms, incidents } = services
    const room = await rooms.incidentOf(typed.channel)
    const named = naming(typed.rest, room !== null)
    // A sentence typed among the people of a private incident stays with them.
    const isElsewhere = named !== null && room !== null && named.number !== room
    const stays =
      isElsewhere && naming === namedBeforeSentence && (await incidents.see(typed.user, room)).private
    const incident = named === null || stays ? room : named.number
    if (incident === null) return askWhich(typed, services)
    const rest = named === null || stays ? typed.rest : named.rest
    return flow({ ...typed, incident, rest }, services)
  }
}

/** Takes no more words: the person reads that any others did nothing. */
export function wordless(flow: Flow<TypedAbout>): Flow<TypedAbout> {
  return async (typed, services) => leaving(await flow(typed, services), typed.rest, typed)
}

/** Adds to a reply which of the typed words did nothing; nothing is dropped in silence. */
export function leaving(reply: Reply, words: string, { incident, command: name }: TypedAbout): Reply {
  return words.trim() === '' ? reply : adding(reply, leftOut(words, incident, name))
}

/** Takes no more words, and is about no incident: the person reads that any others did nothing. */
export function alone(flow: Flow<TypedVerb>): Flow<TypedVerb> {
  return async (typed, services) => overLeaving(await flow(typed, services), typed.rest, typed)
}

/** As `leaving`, where there is no incident that could keep the words. */
export function overLeaving(reply: Reply, words: string, { command: name }: TypedVerb): Reply {
  return words.trim() === '' ? reply : adding(reply, didNothing(words, name))
}

/** Puts a message below a reply, or on top of a form. */
export function adding(reply: Reply, { text, blocks }: Message): Reply {
  if (reply === null) return { say: { text, blocks } }
  if ('open' in reply)
    return { ...reply, open: { ...reply.open, blocks: [...blocks, ...reply.open.blocks].slice(0, 100) } }
  return {
    say: { text: `${reply.say.text}\n${text}`, blocks: [...reply.say.blocks, ...blocks].slice(0, 50) },
  }
}

/** Does the same, but a number alone means that incident in a room too. */
export function aboutAny(flow: Flow<TypedAbout>, naming: Naming = namedBeforeSentence): Flow<TypedVerb> {
  const ofRoom = aboutOne(flow, naming)
  return async (typed, services) => {
    const numbered = leadingNumber(typed.rest)
    if (numbered?.rest !== '') return ofRoom(typed, services)
    return flow({ ...typed, incident: numbered.number, rest: '' }, services)
  }
}

async function askWhich({ user, verb }: TypedVerb, { incidents, policy, clock }: Services): Promise<Reply> {
  return { say: whichIncident(verb, await incidents.list(user), policy.words, clock.now()) }
}
