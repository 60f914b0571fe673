/** Two replicas replaced one after the other by a version with one more migration, while incidents are declared. */
import { cp, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#db/client.ts'
import { openBalancer } from './balancer.ts'
import { root } from './bot-process.ts'
import { declare, problemsIn } from './complete.ts'
import type { Finding, Setting } from './report.ts'
import { settled } from './settled.ts'
import { openWorkplace } from './workplace.ts'

const incidents = 12

/** A change any version may make: it adds a column to a table in use. */
const migration = `
import { sql } from 'kysely'
export const up = (db) => sql\`alter table incident add column of_the_next_version text\`.execute(db)
`

export async function upgrade(setting: Setting): Promise<Finding> {
  const url = await setting.newDatabase?.()
  await using balancer = await openBalancer()
  await using place = await openWorkplace({ databaseUrl: url })
  await using database = await openDatabase({ url, dataDir: '' })
  const program = await nextVersion(place.folder)
  let bots = [await place.start({ PORT: '0' }), await place.start({ PORT: '0' })]
  const balance = () => {
    balancer.ports = bots.map((bot) => bot.port)
  }
  balance()
  await place.slack.connectTo(`http://127.0.0.1:${balancer.port}/slack/events`)
  await settled(place, database)

  const titles: string[] = []
  const upgrading = (async () => {
    for (const old of bots) {
      const next = await place.start({ PORT: '0' }, program)
      await pause(1_000)
      bots = [...bots.filter((bot) => bot !== old), next]
      balance()
      await old.stop()
    }
  })()
  for (let n = 1; n <= incidents; n++) {
    setting.progress(n, incidents, 'a rolling upgrade')
    const title = `Trouble nr${n} everywhere`
    titles.push(title)
    await declare(place, title)
    await pause(500)
  }
  await upgrading
  await settled(place, database, 60_000)
  const isRefused = await place.start({ PORT: '0' }).then(
    () => false,
    (error: unknown) => String(error).includes('newer version'),
  )
  const problems = [
    ...(await problemsIn(place, database, titles)),
    ...(isRefused ? [] : ['the old version started on the newer database']),
  ]
  return {
    name: 'a rolling upgrade across a migration',
    ok: problems.length === 0,
    figures: { incidents, wrong: problems.length },
    problems,
  }
}

/** A copy of this version in `folder` that has a migration more; answers its program. */
async function nextVersion(folder: string): Promise<string> {
  const next = join(folder, 'next')
  for (const part of ['src', 'migrations', 'templates', 'package.json']) {
    await cp(join(root, part), join(next, part), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(next, 'node_modules'))
  await writeFile(join(next, 'migrations/9000-the-next-version.ts'), migration)
  return join(next, 'src/main.ts')
}
