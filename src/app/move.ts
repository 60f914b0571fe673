/** `npm run move -- postgres://…`: copies the embedded database into an empty PostgreSQL database, while the bot is stopped. */
import { readConfig } from './config.ts'
import { openDatabase } from '#db/client.ts'
import { copyAll } from '#db/copy.ts'
import { holdDataDir } from '#db/data-dir.ts'
import { migrate } from '#db/migrate.ts'
import { Misconfigured } from '../misconfigured.ts'
import { runProgram } from './run-program.ts'

await runProgram(async () => {
  const { dataDir } = readConfig()
  const [, , url] = process.argv
  if (!url?.startsWith('postgres'))
    throw new Misconfigured(['Where to? npm run move -- postgres://user:password@host:5432/database'])
  await using _hold = await holdDataDir(dataDir)
  await using from = await openDatabase({ dataDir })
  await using to = await openDatabase({ url, dataDir: '', statementTimeout: 0 })
  await migrate(from)
  await migrate(to)
  const rows = await copyAll(from.db, to.db)
  return `Copied ${rows} rows. Set DATABASE_URL to that address and start Muster; ${dataDir} is no longer used.`
})
