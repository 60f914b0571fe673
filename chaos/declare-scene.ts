/** One declare after the other, each of which must end as the undisturbed first. */
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { openDatabase } from '#db/client.ts'
import type { Database } from '#db/database.ts'
import type { CommitMoment } from './commits.ts'
import { type DatabaseState, databaseState } from './database-state.ts'
import { difference } from './difference.ts'
import { late, type Moment, stageOf } from './moment.ts'
import { isAtRest, settled } from './settled.ts'
import { doubledIn, type SlackState, slackState } from './slack-state.ts'
import { waitUntil } from './wait-until.ts'
import { cast, openWorkplace, type Workplace } from './workplace.ts'

/** The moment in a declare at which the process dies: at the nth call or commit. */
export type Point =
  | { at: 'call'; nth: number; moment: Moment }
  | { at: 'commit'; nth: number; moment: CommitMoment }

export interface Outcome {
  point: Point
  /** The method that was called, for a call. */
  method: string
  /** Real milliseconds from the restart until everything was right. */
  recovery: number
  readyAfter: number
  doubled: string[]
  lost: string[]
}

export interface DeclareScene extends AsyncDisposable {
  readonly calls: number
  readonly commits: number
  /** Null for a point that a declare does not come to. */
  dieAt(point: Point): Promise<Outcome | null>
  /** Ends it: every incident's rows against the first one's. */
  unequalDatabases(): Promise<string[]>
}

/** Milliseconds: longer than a bot's own wait before it looks, and what a start takes. */
const giveUpAfter = 20_000

export async function openDeclareScene(databaseUrl: string | undefined): Promise<DeclareScene> {
  await using parts = new AsyncDisposableStack()
  const place = parts.use(await openWorkplace({ databaseUrl }))
  let bot = await place.startMortal()
  await place.connect()
  const database =
    databaseUrl === undefined
      ? null
      : parts.use(await openDatabase({ url: databaseUrl, dataDir: '', statementTimeout: 0 }))
  await settled(place, database)
  const { slack, clock } = place
  const titles: string[] = []

  const declare = () => place.type(cast.reporter, `/incident declare ${titles.at(-1)}`)
  const seen = () => slackState(slack, titles.length, titles.at(-1) ?? '')
  const begin = () => void titles.push(titleOf(titles.length + 1))

  /** The next incident must not share the page's message with this one. */
  async function putAway(): Promise<void> {
    await place.type(cast.reporter, `/incident cancel ${titles.length} it was a rehearsal`)
    await settled(place, database)
  }

  async function undisturbed(): Promise<{ calls: number; commits: number; expected: SlackState }> {
    begin()
    const called = slack.journal.calls().length
    const committed = await bot.commits()
    await declare()
    await settled(place, database)
    const calls = slack.journal.calls().length - called
    const commits = (await bot.commits()) - committed
    const expected = seen()
    await putAway()
    return { calls, commits, expected }
  }

  const { calls, commits, expected } = await undisturbed()

  /** Resolves with the method at which it died. */
  function armed(point: Point): { died: Promise<string>; disarm: () => void } {
    if (point.at === 'commit') {
      bot.dieAtCommit(point.nth, point.moment)
      return { died: bot.gone.then(() => 'commit'), disarm: () => {} }
    }
    const { nth, moment } = point
    const died = Promise.withResolvers<string>()
    let count = 0
    let chosen = 0
    const disarm = slack.faults.intercept(async ({ stage, method, n }) => {
      if (stage === 'before') {
        count += 1
        if (count !== nth) return
        chosen = n
      }
      if (n !== chosen || stage !== stageOf[moment]) return
      await bot.kill()
      if (moment === 'never arrived') slack.faults.add({ method, kind: 'request_lost', times: 1 })
      setTimeout(() => died.resolve(method), 0)
      if (moment === 'executed later') await pause(late)
    })
    return { died: died.promise, disarm }
  }

  async function dieAt(point: Point): Promise<Outcome | null> {
    begin()
    const { died, disarm } = armed(point)
    const answer = await declare()
    const method = await Promise.race([died, settled(place, database).then(() => null)])
    disarm()
    if (method === null) {
      // Such as a commit that only the first declare makes: the next trial must not come to it.
      await bot.stop()
      bot = await place.startMortal()
      await putAway()
      return null
    }
    const began = performance.now()
    bot = await place.startMortal()
    // A person who was not answered asks again, as people do.
    if (!answer.ok) await declare()
    const recovery = await recovered(began)
    const state = seen()
    const lost = isDeepStrictEqual(state, expected) ? [] : difference(expected, state)
    slack.faults.clear()
    // Events that Slack could not deliver meanwhile come again a minute later.
    clock.advance(61_000)
    slack.clockMoved()
    await settled(place, database)
    await putAway()
    return { point, method, recovery, readyAfter: bot.readyAfter, doubled: doubledIn(state), lost }
  }

  /** Milliseconds from the restart until Slack showed everything, and kept showing it once nothing was left to do. */
  async function recovered(began: number): Promise<number> {
    let rightSince: number | null = null
    let restSince: number | null = null
    await waitUntil(async () => {
      const now = performance.now()
      const isRight = isDeepStrictEqual(seen(), expected)
      rightSince = isRight ? (rightSince ?? now) : null
      const isRest = await atRest(place, database)
      restSince = isRest ? (restSince ?? now) : null
      const mayStillLook = now - began < 3_500
      return rightSince !== null && restSince !== null && now - restSince > 300 && !mayStillLook
    }, giveUpAfter)
    return (rightSince ?? performance.now()) - began
  }

  const owned = parts.move()
  return {
    calls,
    commits,
    dieAt,
    async unequalDatabases() {
      if (database) return unequal(database, titles)
      // The embedded engine is opened once its process has ended.
      await bot.stop()
      await using own = await openDatabase({ dataDir: place.env['MUSTER_DATA'] ?? '' })
      return await unequal(own, titles)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function atRest({ slack }: Workplace, database: Database | null): Promise<boolean> {
  if (database) return isAtRest(database, new Date())
  const last = slack.journal.calls().at(-1)
  return last === undefined || Date.now() - Date.parse(last.at) > 700
}

async function unequal({ db }: Database, titles: readonly string[]): Promise<string[]> {
  const states: DatabaseState[] = []
  for (const [at, title] of titles.entries()) {
    const state = JSON.stringify(await databaseState(db, title))
    states.push(JSON.parse(state.replaceAll(titleOf(at + 1), 'TITLE')) as DatabaseState)
  }
  const [first, ...others] = states
  return others.flatMap((state, at) =>
    isDeepStrictEqual(state, first)
      ? []
      : [`database, incident ${at + 2}: ${difference(first, state).join('; ')}`],
  )
}

function titleOf(number: number): string {
  return `Trouble nr${number} everywhere`
}
