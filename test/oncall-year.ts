/** A company's days on call on the story clock, with processes that die and come back. Counts what people read. */
import { lastHandOvers } from '#oncall/hand-over-store.ts'
import type { HandOverRecord } from '#oncall/hand-over-record.ts'
import { handOvers } from '#oncall/turns/duty.ts'
import { slotOf } from '#reconcile/slot-metadata.ts'
import type { OnCallWorld, Process } from './oncall-world.ts'

export interface Days {
  days: number
  replicas: number
  /** Of each call to Slack: dying before or after Slack carried it out. */
  dying: number
  random: () => number
}

export interface DaysFigures {
  handOvers: number
  missed: number
  doubled: number
  deaths: number
  daily: number
}

const [hour, day] = [3_600_000, 86_400_000]

/** Everybody of `people` takes turns as GEOC; most of them say "I'm on it". */
export async function liveThrough(
  world: OnCallWorld,
  people: readonly string[],
  { days, replicas, dying, random }: Days,
): Promise<DaysFigures> {
  let deaths = 0
  let doomed = false
  world.failed = () => {}
  world.slack.fault = (_method, _args, execute) => {
    if (random() >= dying) return undefined
    doomed = true
    if (random() < 0.5) execute()
    throw new Killed()
  }
  await world.people(people)
  const processes: Process[] = []
  for (let i = 0; i < replicas; i++) processes.push(await world.start())
  for (const user of people) await processes[0]?.rotas.join(user, 'geoc', world.key())
  const [start, pressed] = [world.now, new Set<number>()]
  const end = new Date(+start + days * day)
  let downUntil: Date | null = null

  while (world.now < end) {
    if (processes.length < replicas && (!downUntil || world.now >= downUntil))
      processes.push(await world.start())
    await world.settle(...processes)
    if (doomed) {
      doomed = false
      deaths += 1
      const [victim] = processes.splice(Math.floor(random() * processes.length), 1)
      await victim?.[Symbol.asyncDispose]()
      // Shorter than a turn, since nobody announces a turn that is over.
      downUntil = new Date(+world.now + Math.ceil(random() * 20) * hour)
    }
    await press(world, pressed, random)
    world.now = await nextInstant(world, processes, downUntil, end)
  }
  if (processes.length === 0) processes.push(await world.start())
  world.slack.fault = () => undefined
  world.now = new Date(+world.now + 60_000)
  await world.settle(...processes)
  const figures = await count(world, start, deaths)
  for (const process of processes) await process[Symbol.asyncDispose]()
  return figures
}

class Killed extends Error {}

async function nextInstant(
  world: OnCallWorld,
  processes: readonly Process[],
  downUntil: Date | null,
  end: Date,
): Promise<Date> {
  const due = (await processes[0]?.runner.oldestDue()) ?? null
  const instants = [due, downUntil, end].filter((at) => at !== null).filter((at) => at > world.now)
  // A failed run is tried again by a clock of its own.
  const soon = due !== null && due <= world.now ? [new Date(+world.now + 1_000)] : []
  return new Date(Math.min(...[...instants, ...soon].map(Number)))
}

async function press(world: OnCallWorld, pressed: Set<number>, random: () => number): Promise<void> {
  const [last] = await lastHandOvers(world.db, 'geoc', 1)
  if (!last?.incoming || pressed.has(+last.at)) return
  pressed.add(+last.at)
  if (random() < 0.8) await world.service().takeOver(last.incoming, 'geoc', last.at, world.key())
}

async function count(world: OnCallWorld, start: Date, deaths: number): Promise<DaysFigures> {
  const state = await world.service().rota('geoc')
  const recorded = await lastHandOvers(world.db, 'geoc', 10_000)
  const due = handOvers(state, new Date(+start + 1), world.now)
  const shown = new Map<string, number>()
  for (const { messages } of world.slack.channels.values())
    for (const message of messages) {
      const key = slotOf(message.metadata)?.key ?? ''
      shown.set(key, (shown.get(key) ?? 0) + 1)
    }
  const greeting = ({ at, incoming }: Pick<HandOverRecord, 'at' | 'incoming'>) =>
    shown.get(`rota:geoc/begins:${at.toISOString()}:${incoming}`) ?? 0
  const known = new Set(recorded.map(({ at }) => +at))
  return {
    handOvers: due.length,
    missed: due.filter((each) => !known.has(+each.at) || greeting(each) === 0).length,
    doubled: [...shown.values()].filter((times) => times > 1).length,
    deaths,
    daily: [...shown.keys()].filter((key) => key.startsWith('oncall:today/day:')).length,
  }
}

/** The same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
