/** Leads from the typed words to the verb's flow, and to the incident they are about. */
import { unknownVerb, whichIncident } from '#messages/short-replies.ts'
import type { Typed } from './request.ts'
import type { TypedAbout, TypedVerb } from './typed.ts'
import { leadingNumber, nearestVerb, readCommandLine } from './command-line.ts'
import type { Flow, Reply, Services } from './services.ts'

/** Makes a command's flow: runs the verb's flow, `bare` without a verb, and answers an unknown verb with a hint. */
export function command(
  group: 'incident' | 'oncall',
  bare: Flow<TypedVerb>,
  verbs: Record<string, Flow<TypedVerb>>,
): Flow<Typed> {
  const known = new Map(Object.entries(verbs))
  return async (typed, services) => {
    const line = readCommandLine(await services.names.inWords(typed.text, 'places'))
    const flow = line.verb === '' ? bare : known.get(line.verb)
    if (flow) return flow({ ...typed, ...line }, services)
    const nearest = nearestVerb(line.verb, [...known.keys()])
    return { say: unknownVerb(line, nearest, typed.command, group === 'incident') }
  }
}

/** Finds the incident of a verb: that of the room, or else of the typed number; without either it asks the person. */
export function aboutOne(flow: Flow<TypedAbout>): Flow<TypedVerb> {
  return async (typed, services) => {
    const room = await services.rooms.incidentOf(typed.channel)
    if (room !== null) return flow({ ...typed, incident: room }, services)
    const numbered = leadingNumber(typed.rest)
    if (numbered === null) return askWhich(typed, services)
    return flow({ ...typed, incident: numbered.number, rest: numbered.rest }, services)
  }
}

/** Does the same, but a number alone means that incident in a room too. */
export function aboutAny(flow: Flow<TypedAbout>): Flow<TypedVerb> {
  const ofRoom = aboutOne(flow)
  return async (typed, services) => {
    const numbered = leadingNumber(typed.rest)
    if (numbered?.rest !== '') return ofRoom(typed, services)
    return flow({ ...typed, incident: numbered.number, rest: '' }, services)
  }
}

async function askWhich({ user, verb }: TypedVerb, { incidents, policy, clock }: Services): Promise<Reply> {
  return { say: whichIncident(verb, await incidents.list(user), policy.words, clock.now()) }
}
