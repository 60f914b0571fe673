/** `npm run backup [-- file]`: packs the embedded database into one file, whether or not the bot is running. */
import { resolve } from 'node:path'
import { systemClock } from '#clock.ts'
import { readConfig } from './config.ts'
import { backUp } from '#db/backup.ts'
import { openDatabase } from '#db/client.ts'
import { askHolder, holdDataDir } from '#db/data-dir.ts'
import { runProgram } from './run-program.ts'

/** Milliseconds to wait: a large database takes its time. */
const PATIENCE = 600_000

await runProgram(async () => {
  const { databaseUrl, dataDir } = readConfig()
  const day = systemClock.now().toISOString().slice(0, 16).replace(/[:T]/g, '-')
  const file = resolve(process.argv[2] ?? `muster-${day}.tar.gz`)
  if (databaseUrl !== null)
    return 'DATABASE_URL is set: back up PostgreSQL with pg_dump. Nothing was written.'
  const asked = await askHolder(dataDir, 'backup', file, PATIENCE)
  if (asked === null) {
    await using _hold = await holdDataDir(dataDir)
    await using database = await openDatabase({ dataDir })
    await backUp(database, file)
  }
  return `Backed up to ${file}. To restore: npm run restore -- ${file}`
})
