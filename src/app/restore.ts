/** `npm run restore -- file`: unpacks a backup into a data directory without a database, while the bot is stopped. */
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readConfig } from './config.ts'
import { holdDataDir } from '#db/data-dir.ts'
import { restore } from '#db/restore.ts'
import { Misconfigured } from '../misconfigured.ts'
import { runProgram } from './run-program.ts'

await runProgram(async () => {
  const { dataDir } = readConfig()
  const [, , named] = process.argv
  if (named === undefined)
    throw new Misconfigured(['Which backup? npm run restore -- muster-2026-02-14-13-05.tar.gz'])
  const file = resolve(named)
  await access(file).catch(() => {
    throw new Misconfigured([`There is no file ${file}.`])
  })
  await using _hold = await holdDataDir(dataDir)
  await restore(file, dataDir)
  return `Restored into ${dataDir}. Start Muster again.`
})
