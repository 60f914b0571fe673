/** The database cut off in a commit, restarted in a declare, away; and a second process at one directory. */
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { openDatabase } from '#db/client.ts'
import type { Database } from '#db/database.ts'
import { databaseState } from './database-state.ts'
import { difference } from './difference.ts'
import { openPostgresProxy, type PostgresProxy } from './postgres-proxy.ts'
import { type Finding, rounded, type Setting } from './report.ts'
import { settled } from './settled.ts'
import { doubledIn, type SlackState, slackState } from './slack-state.ts'
import { cast, openWorkplace, type Workplace } from './workplace.ts'
import { waitUntil } from './wait-until.ts'

/** Slack gives up on an answer after this. */
const answerWithin = 3_000

export async function databaseFaults(setting: Setting): Promise<Finding[]> {
  const url = await setting.newDatabase?.()
  const findings: Finding[] = []
  if (url !== undefined) {
    await using proxy = await openPostgresProxy(url)
    await using place = await openWorkplace({ databaseUrl: proxy.url })
    await using database = await openDatabase({ url, dataDir: '' })
    await place.start()
    await place.connect()
    await settled(place, database)
    const scene = createScene(place, database, proxy)
    await scene.undisturbed()
    const commits = setting.quick ? [1] : [1, 2, 3]
    const awayFor = setting.quick ? 4_000 : 30_000
    const trials = [
      ...commits.flatMap((nth) =>
        (['before', 'after'] as const).map((when) => ({
          name: `cut ${when === 'before' ? 'before a commit arrives' : 'before its answer'}`,
          run: () => scene.disturbed(() => proxy.cutAtCommit(nth, when), `commit ${nth}`),
        })),
      ),
      { name: 'restarted in mid-declare', run: () => scene.restarted() },
      { name: `away for ${awayFor / 1000} s`, run: () => scene.away(awayFor) },
    ]
    const ends = new Map<string, End[]>()
    for (const [done, { name, run }] of trials.entries()) {
      setting.progress(done, trials.length + 1, name)
      ends.set(name, [...(ends.get(name) ?? []), await run()])
    }
    for (const [name, all] of ends) findings.push(summary(name, all))
  }
  findings.push(await secondProcess())
  setting.progress(1, 1, '')
  return findings
}

interface End {
  /** Milliseconds until the person had an answer. */
  answered: number
  /** Milliseconds after the fault ended. */
  recovered: number
  wrong: string[]
}

function summary(name: string, ends: End[]): Finding {
  const answered = Math.max(...ends.map((one) => one.answered))
  const problems = ends.flatMap((one) => one.wrong)
  return {
    name: `database ${name}`,
    ok: problems.length === 0 && answered < answerWithin,
    figures: {
      times: ends.length,
      'person answered after at most ms': rounded(answered),
      'longest recovery s': rounded(Math.max(...ends.map((one) => one.recovered)) / 1000, 1),
    },
    problems,
  }
}

function createScene(place: Workplace, database: Database, proxy: PostgresProxy) {
  const { slack } = place
  let attempt = 0
  let title = ''
  let expected: SlackState = { rooms: [], elsewhere: {} }

  /** The text the person reads, and the time it took. */
  async function declare(): Promise<{ says: string; after: number }> {
    const began = performance.now()
    const before = slack.surface.ephemerals(cast.reporter).length
    const { error } = await place.type(cast.reporter, `/incident declare ${title}`)
    const after = performance.now() - began
    const said = slack.surface.ephemerals(cast.reporter).slice(before).at(-1)?.text
    return { says: said ?? error ?? '', after }
  }

  function begin(): void {
    attempt += 1
    title = `Trouble nr${attempt} everywhere`
  }

  async function number(): Promise<number> {
    const found = await database.db
      .selectFrom('incident')
      .select('number')
      .where('title', '=', title)
      .execute()
    return found[0]?.number ?? 0
  }

  async function putAway(): Promise<void> {
    await place.type(cast.reporter, `/incident cancel ${await number()} it was a rehearsal`)
    await settled(place, database)
  }

  async function undisturbed(): Promise<void> {
    begin()
    await declare()
    await settled(place, database)
    expected = slackState(slack, await number(), title)
    await putAway()
  }

  /** The person repeats what was not confirmed, as they are told to. */
  async function persist(first: { says: string; after: number }): Promise<number> {
    let slowest = first.after
    for (let says = first.says, tries = 0; !says.includes('is open: ') && tries < 20; tries++) {
      await pause(250)
      const again = await declare()
      says = again.says
      slowest = Math.max(slowest, again.after)
    }
    return slowest
  }

  async function end(answered: number, since: number, what: string): Promise<End> {
    const state = async () => slackState(slack, await number(), title)
    await waitUntil(async () => isDeepStrictEqual(await state(), expected), 15_000, 50)
    const recovered = performance.now() - since
    await settled(place, database)
    proxy.disarm()
    const last = await state()
    const { incidents } = await databaseState(database.db, title)
    const wrong = [
      ...doubledIn(last),
      ...difference(expected, last),
      ...(incidents === 1 ? [] : [`${incidents} incidents`]),
    ].map((one) => `${what}: ${one}`)
    await putAway()
    return { answered, recovered, wrong }
  }

  async function disturbed(arm: () => void, what: string): Promise<End> {
    begin()
    arm()
    const first = await declare()
    const since = performance.now()
    return end(await persist(first), since, what)
  }

  async function restarted(): Promise<End> {
    begin()
    let calls = 0
    const stop = slack.faults.intercept(({ stage }) => {
      calls += stage === 'before' ? 1 : 0
      if (calls === 4) proxy.goAway()
    })
    const first = await declare()
    await pause(2_000)
    stop()
    proxy.comeBack()
    const since = performance.now()
    return end(await persist(first), since, 'restart')
  }

  async function away(ms: number): Promise<End> {
    begin()
    proxy.goAway()
    const first = await declare()
    const told = /recorded/i.test(first.says) && first.says.includes('duty phone')
    await pause(ms)
    proxy.comeBack()
    const since = performance.now()
    const ended = await end(Math.max(first.after, await persist(first)), since, 'away')
    return told ? ended : { ...ended, wrong: [...ended.wrong, `the person read: ${first.says}`] }
  }

  return { undisturbed, disturbed, restarted, away }
}

/** Two processes on one directory would destroy it: the second must refuse, and the first go on. */
async function secondProcess(): Promise<Finding> {
  await using place = await openWorkplace()
  const first = await place.start()
  await place.connect()
  const refusal = await place.start({ PORT: '0' }).then(
    () => null,
    (error: unknown) => String(error),
  )
  const { ok } = await place.type(cast.reporter, '/incident declare Still here')
  const problems = [
    ...(refusal === null ? ['the second process started'] : []),
    ...(refusal !== null && !refusal.includes('MUSTER_DATA') ? [`it said: ${refusal.slice(0, 300)}`] : []),
    ...(ok && first.running ? [] : ['the first did not go on']),
  ]
  return { name: 'second process at one directory', ok: problems.length === 0, figures: {}, problems }
}
