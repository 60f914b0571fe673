/** SIGKILL at every outgoing call of a declare; then the end state must be that of an undisturbed one. */
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type Database, openDatabase } from '#db/client.ts'
import type { BotProcess } from './bot-process.ts'
import { type DatabaseState, databaseState } from './database-state.ts'
import { difference } from './difference.ts'
import { random, sample } from './random.ts'
import type { Finding, Setting } from './report.ts'
import { rounded, recoveryTarget } from './report.ts'
import { isAtRest, settled } from './settled.ts'
import { doubledIn, type SlackState, slackState } from './slack-state.ts'
import { cast, openWorkplace, type Workplace } from './workplace.ts'
import { waitUntil } from './wait-until.ts'

/** When the process dies, seen from Slack: before the call arrives, with Slack carrying it out later, or around the answer. */
const moments = ['never arrived', 'executed later', 'executed', 'answered'] as const
type Moment = (typeof moments)[number]

interface Point {
  /** The how many-eth call of the declare. */
  call: number
  moment: Moment
}

interface Outcome {
  point: Point
  method: string
  recovery: number
  readyAfter: number
  doubled: string[]
  lost: string[]
}

/** How long Slack takes to carry out a call that the process did not survive. */
const late = 1_500
/** Milliseconds: longer than a bot's own wait before it looks, and what a start takes. */
const giveUpAfter = 20_000

export async function crash(setting: Setting): Promise<Finding[]> {
  const engines =
    setting.quick || !setting.newDatabase ? [engineOf(setting)] : (['postgres', 'pglite'] as const)
  const findings: Finding[] = []
  for (const engine of engines) findings.push(await crashOn(engine, setting))
  return findings
}

function engineOf({ newDatabase }: Setting): 'postgres' | 'pglite' {
  return newDatabase ? 'postgres' : 'pglite'
}

async function crashOn(engine: 'postgres' | 'pglite', setting: Setting): Promise<Finding> {
  const databaseUrl = engine === 'postgres' ? await setting.newDatabase?.() : undefined
  await using place = await openWorkplace({ databaseUrl })
  let bot = await place.start()
  await place.connect()
  await using database =
    databaseUrl === undefined ? null : await openDatabase({ url: databaseUrl, dataDir: '' })
  await settled(place, database)

  const scene = createScene(place, database)
  const first = await scene.undisturbed()
  const points = moments.flatMap((moment) =>
    Array.from({ length: first.calls }, (_, index): Point => ({ call: index + 1, moment })),
  )
  const chosen = setting.quick ? sample(random(setting.seed), points, 4) : points
  const outcomes: Outcome[] = []
  for (const [done, point] of chosen.entries()) {
    setting.progress(done, chosen.length, `${engine}, call ${point.call} ${point.moment}`)
    const died = await scene.dieAt(point, bot)
    bot = died.bot
    if (died.outcome) outcomes.push(died.outcome)
  }
  const unequal = await scene.compareDatabases(bot)
  setting.progress(chosen.length, chosen.length, engine)

  const doubled = outcomes.filter((one) => one.doubled.length > 0)
  const lost = outcomes.filter((one) => one.lost.length > 0)
  // How long a process takes to start is measured by itself, and is the machine's.
  const afterStart = (one: Outcome) => Math.max(0, one.recovery - one.readyAfter)
  const worst = Math.max(0, ...outcomes.map(afterStart))
  return {
    name: `crash (${engine})`,
    ok: doubled.length === 0 && lost.length === 0 && unequal.length === 0 && worst <= recoveryTarget(setting),
    figures: {
      'calls a declare': first.calls,
      'kill points': outcomes.length,
      'not reached': chosen.length - outcomes.length,
      converged: outcomes.length - new Set([...doubled, ...lost]).size,
      doubled: doubled.length,
      lost: lost.length,
      'databases unequal': unequal.length,
      'worst recovery once ready s': rounded(worst / 1000, 2),
      'worst recovery from its start s': rounded(
        Math.max(0, ...outcomes.map((one) => one.recovery)) / 1000,
        2,
      ),
      'slowest start s': rounded(Math.max(0, ...outcomes.map((one) => one.readyAfter)) / 1000, 2),
    },
    problems: [
      ...[...new Set([...doubled, ...lost])].map(
        ({ point, method, doubled: twice, lost: missing }) =>
          `call ${point.call} (${method}) ${point.moment}: ${[...twice, ...missing].join('; ')}`,
      ),
      ...outcomes
        .filter((one) => afterStart(one) > recoveryTarget(setting))
        .map(
          ({ point, method, recovery }) =>
            `call ${point.call} (${method}) ${point.moment}: ${Math.round(recovery)} ms`,
        ),
      ...unequal,
    ],
  }
}

function createScene(place: Workplace, database: Database | null) {
  const { slack, clock } = place
  let number = 0
  let expected: SlackState = { rooms: [], elsewhere: {} }
  const titles: string[] = []

  async function declare(): Promise<void> {
    number += 1
    const title = titleOf(number)
    titles.push(title)
    await place.type(cast.reporter, `/incident declare ${title}`)
  }

  async function undisturbed(): Promise<{ calls: number }> {
    const before = slack.journal.calls().length
    await declare()
    await settled(place, database)
    const calls = slack.journal.calls().length - before
    expected = slackState(slack, number, titleOf(number))
    await putAway()
    return { calls }
  }

  /** The next incident must not share the page's message with this one. */
  async function putAway(): Promise<void> {
    await place.type(cast.reporter, `/incident cancel ${number} it was a rehearsal`)
    await settled(place, database)
  }

  async function dieAt(point: Point, bot: BotProcess): Promise<{ bot: BotProcess; outcome: Outcome | null }> {
    const killed = Promise.withResolvers<string>()
    let seen = 0
    let chosen = 0
    const stop = slack.faults.intercept(async ({ stage, method, n }) => {
      if (stage === 'before') {
        seen += 1
        if (seen !== point.call) return
        chosen = n
      }
      if (n !== chosen || stage !== stageOf[point.moment]) return
      await bot.kill()
      if (point.moment === 'executed later') setTimeout(() => killed.resolve(method), 0)
      else killed.resolve(method)
      if (point.moment === 'never arrived') slack.faults.add({ method, kind: 'request_lost', times: 1 })
      if (point.moment === 'executed later') await pause(late)
    })
    await declare()
    const method = await Promise.race([killed.promise, settled(place, database).then(() => null)])
    stop()
    if (method === null) {
      await putAway()
      return { bot, outcome: null }
    }
    const began = performance.now()
    const next = await place.start()
    const recovery = await recovered(began)
    const state = slackState(slack, number, titleOf(number))
    const doubled = doubledIn(state)
    const lost = isDeepStrictEqual(state, expected) ? [] : difference(expected, state)
    slack.faults.clear()
    // What Slack could not deliver meanwhile comes again a minute later.
    clock.advance(61_000)
    slack.clockMoved()
    await settled(place, database)
    await putAway()
    return {
      bot: next,
      outcome: { point, method, recovery, readyAfter: next.readyAfter, doubled, lost },
    }
  }

  /** Milliseconds from the restart until Slack showed everything, and kept showing it once nothing was left to do. */
  async function recovered(began: number): Promise<number> {
    let rightSince: number | null = null
    let restSince: number | null = null
    await waitUntil(async () => {
      const now = performance.now()
      const isRight = isDeepStrictEqual(slackState(slack, number, titleOf(number)), expected)
      rightSince = isRight ? (rightSince ?? now) : null
      const isRest = await atRest()
      restSince = isRest ? (restSince ?? now) : null
      const mayStillLook = now - began < 3_500
      return rightSince !== null && restSince !== null && now - restSince > 300 && !mayStillLook
    }, giveUpAfter)
    return (rightSince ?? performance.now()) - began
  }

  async function atRest(): Promise<boolean> {
    if (database) return isAtRest(database, new Date())
    const last = slack.journal.calls().at(-1)
    return last === undefined || Date.now() - Date.parse(last.at) > 700
  }

  /** Every incident's rows against the first one's; the embedded engine is opened once its process has ended. */
  async function compareDatabases(bot: BotProcess): Promise<string[]> {
    if (database) return compare(database)
    await bot.stop()
    await using own = await openDatabase({ dataDir: place.env['MUSTER_DATA'] ?? '' })
    return await compare(own)
  }

  async function compare({ db }: Database): Promise<string[]> {
    const states: DatabaseState[] = []
    for (const title of titles) states.push(await databaseState(db, title))
    const normal = (state: DatabaseState, at: number): DatabaseState =>
      JSON.parse(JSON.stringify(state).replaceAll(titleOf(at + 1), 'TITLE')) as DatabaseState
    const [undisturbedState, ...others] = states.map(normal)
    return others.flatMap((state, at) =>
      isDeepStrictEqual(state, undisturbedState)
        ? []
        : [`database, incident ${at + 2}: ${difference(undisturbedState, state).join('; ')}`],
    )
  }

  return { undisturbed, dieAt, compareDatabases }
}

const stageOf = {
  'never arrived': 'before',
  'executed later': 'before',
  executed: 'executed',
  answered: 'replied',
} as const

function titleOf(number: number): string {
  return `Trouble nr${number} everywhere`
}
