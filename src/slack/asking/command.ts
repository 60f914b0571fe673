/** From what was typed to the verb's flow, and to the incident it is about. */
import { unknownVerb, whichIncident } from '#messages/short-answer.ts'
import type { Typed } from './asked.ts'
import type { TypedAbout, TypedVerb } from './typed.ts'
import { leadingNumber, nearestVerb, readCommandLine } from './command-line.ts'
import type { Flow, Reply, Services } from './services.ts'

/** A command's flow: the verb's of this table, `bare` without one, and a kind hint for one that does not exist. */
export function command(
  group: 'incident' | 'oncall',
  bare: Flow<TypedVerb>,
  verbs: Record<string, Flow<TypedVerb>>,
): Flow<Typed> {
  const known = new Map(Object.entries(verbs))
  return async (typed, services) => {
    const line = readCommandLine(typed.text)
    const flow = line.verb === '' ? bare : known.get(line.verb)
    if (flow) return flow({ ...typed, ...line }, services)
    const nearest = nearestVerb(line.verb, [...known.keys()])
    return { say: unknownVerb(line, nearest, typed.command, group === 'incident') }
  }
}

/** A verb about one incident: of the room it is typed in, or else of the number typed; else the person is asked. */
export function aboutOne(flow: Flow<TypedAbout>): Flow<TypedVerb> {
  return async (typed, services) => {
    const room = await services.rooms.incidentOf(typed.channel)
    if (room !== null) return flow({ ...typed, incident: room }, services)
    const numbered = leadingNumber(typed.rest)
    if (numbered === null) return askWhich(typed, services)
    return flow({ ...typed, incident: numbered.number, rest: numbered.rest }, services)
  }
}

/** As `aboutOne`; in a room too, a number alone means that incident. */
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
