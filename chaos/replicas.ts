/** Several bots on one PostgreSQL, one of them killed every few seconds through a storm: one effect each, no timer lost. */
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#db/client.ts'
import type { Database } from '#db/database.ts'
import { openBalancer } from './balancer.ts'
import type { BotProcess } from './bot-process.ts'
import { declare, problemsIn } from './complete.ts'
import { random } from './random.ts'
import { type Finding, rounded, type Setting, recoveryTarget } from './report.ts'
import { settled } from './settled.ts'
import { upgrade } from './upgrade.ts'
import { openWorkplace } from './workplace.ts'

export async function replicas(setting: Setting): Promise<Finding[]> {
  if (!setting.newDatabase) return []
  const findings: Finding[] = []
  for (const count of setting.quick ? [2] : [2, 3]) findings.push(await withReplicas(count, setting))
  if (!setting.quick) findings.push(await upgrade(setting))
  return findings
}

async function withReplicas(count: number, setting: Setting): Promise<Finding> {
  const next = random(setting.seed)
  const incidents = setting.quick ? 6 : 30
  const between = setting.quick ? 1_000 : 1_500
  const url = await setting.newDatabase?.()
  await using balancer = await openBalancer()
  await using place = await openWorkplace({ databaseUrl: url })
  await using database = await openDatabase({ url, dataDir: '' })
  const bots: BotProcess[] = []
  const balance = () => {
    balancer.ports = bots.map((bot) => bot.port)
  }
  for (let n = 0; n < count; n++) bots.push(await place.start({ PORT: '0' }))
  balance()
  await place.slack.connectTo(`http://127.0.0.1:${balancer.port}/slack/events`)
  await settled(place, database)

  let over = false
  let kills = 0
  let slowest = 0
  const late: string[] = []
  const killing = (async () => {
    while (!over) {
      await pause(between + next() * between)
      if (over) return
      const index = Math.floor(next() * bots.length)
      const victim = bots[index]
      if (!victim) continue
      await victim.kill()
      kills += 1
      bots.splice(index, 1)
      balance()
      const taken = await takenOver(database)
      slowest = Math.max(slowest, taken.ms)
      if (taken.ms > recoveryTarget(setting))
        late.push(`taken over after ${rounded(taken.ms)} ms: ${taken.last.join(', ')}`)
      bots.push(await place.start({ PORT: '0' }))
      balance()
    }
  })()

  const titles: string[] = []
  for (let n = 1; n <= incidents; n++) {
    setting.progress(n, incidents, `${count} replicas, ${kills} killed`)
    const title = `Trouble nr${n} everywhere`
    titles.push(title)
    await declare(place, title)
    await pause(400)
  }
  over = true
  await killing
  await settled(place, database, 60_000)
  const problems = [...late, ...(await problemsIn(place, database, titles))]
  return {
    name: `${count} replicas, one killed at a time`,
    ok: problems.length === 0 && slowest <= recoveryTarget(setting),
    figures: {
      incidents,
      kills,
      'slowest taking over s': rounded(slowest / 1000, 2),
      wrong: problems.length,
    },
    problems,
  }
}

/** Milliseconds until another process has finished everything due or under way at the time of death. */
async function takenOver({ db }: Database): Promise<{ ms: number; last: string[] }> {
  const died = new Date()
  const began = performance.now()
  const due = await db.selectFrom('due').select(['key', 'seq']).where('due_at', '<=', died).execute()
  let last: string[] = []
  const seqs = new Map(due.map(({ key, seq }) => [key, seq]))
  for (;;) {
    const still = await db.selectFrom('due').select(['key', 'seq']).where('due_at', '<=', died).execute()
    const unsure = await db
      .selectFrom('slot')
      .select(['owner', 'name'])
      .where('started_at', '<=', died)
      .where('retry_at', 'is', null)
      .execute()
    // A key woken since then is due for another reason.
    const left = still.filter(({ key, seq }) => seqs.get(key) === seq)
    const took = performance.now() - began
    if ((left.length === 0 && unsure.length === 0) || took > 30_000) return { ms: took, last }
    last = [...left.map(({ key }) => key), ...unsure.map(({ name, owner }) => `${owner}/${name}`)]
    await pause(50)
  }
}
