/** `npm run erase -- --user U…`: erases every word that person said in recorded conversations or typed into forms. Works with the bot running or stopped. */
import { parseArgs } from 'node:util'
import { systemClock } from '#clock.ts'
import { readConfig } from './config.ts'
import { openDatabase } from '#db/client.ts'
import { askHolder, holdDataDir } from '#db/data-dir.ts'
import { migrate } from '#db/migrate.ts'
import { Misconfigured } from '../misconfigured.ts'
import { runProgram } from './run-program.ts'
import { erasePerson } from './erase-person.ts'

/** Milliseconds to wait: somebody may have said a lot. */
const PATIENCE = 600_000

await runProgram(async () => {
  const { values } = parseArgs({ options: { user: { type: 'string', default: '' } } })
  const { user } = values
  if (!/^[UW][A-Z0-9]{2,}$/.test(user))
    throw new Misconfigured([
      'Whose words? npm run erase -- --user U0123456, with the member ID of their profile.',
    ])
  const { databaseUrl, dataDir } = readConfig()
  const asked = databaseUrl === null ? await askHolder(dataDir, 'erase', user, PATIENCE) : null
  const count = asked === null ? await erase(user, databaseUrl, dataDir) : Number(asked.answer)
  return `Took away what ${user} said in ${count} ${count === 1 ? 'message' : 'messages'}, what they typed into forms, and their name. Who did what when stays, and what incidents are called now. What Slack itself keeps is for an administrator there.`
})

async function erase(user: string, url: string | null, dataDir: string): Promise<number> {
  await using _hold = url === null ? await holdDataDir(dataDir) : null
  await using database = await openDatabase({ url: url ?? undefined, dataDir, statementTimeout: 0 })
  await migrate(database)
  return await erasePerson(database.db, user, systemClock)
}
