/** `npm run move`: copies the embedded database into the empty PostgreSQL database of `DATABASE_URL`, while the bot is stopped. */
import { readConfig } from './config.ts'
import { openDatabase } from '#db/client.ts'
import { copyAll } from '#db/copy.ts'
import { holdDataDir } from '#db/data-dir.ts'
import { migrate } from '#db/migrate.ts'
import { Misconfigured } from '../misconfigured.ts'
import { runProgram } from './run-program.ts'

await runProgram(async () => {
  const { dataDir, databaseUrl } = readConfig()
  const [, , argument] = process.argv
  if (argument !== undefined && holdsPassword(argument))
    throw new Misconfigured([
      'Other people on this machine can read passwords in arguments. Set DATABASE_URL, or DATABASE_URL_FILE, to that address, and run: npm run move',
    ])
  const url = argument ?? databaseUrl
  if (!url?.startsWith('postgres'))
    throw new Misconfigured([
      'Where to? Set DATABASE_URL, or DATABASE_URL_FILE, to the address of the empty database, and run: npm run move',
    ])
  await using _hold = await holdDataDir(dataDir)
  await using from = await openDatabase({ dataDir })
  await using to = await openDatabase({ url, dataDir: '', statementTimeout: 0 })
  await migrate(from)
  await migrate(to)
  const rows = await copyAll(from.db, to.db)
  return `Copied ${rows} rows. Start Muster with DATABASE_URL set to that address; ${dataDir} is no longer used.`
})

function holdsPassword(address: string): boolean {
  const url = URL.parse(address)
  return url === null || url.password !== '' || url.searchParams.has('password')
}
