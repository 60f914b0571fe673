/** `npm run doctor`: lists the problems of this installation and their remedies. Exits with 1 when there are any. */
import '../umask.ts'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '#clock.ts'
import { type Config, loadSettings, dataDirOf } from './config.ts'
import { openDatabase } from '#db/client.ts'
import { askHolder, holdDataDir, RESTORING } from '#db/data-dir.ts'
import { ownedByOther } from '#db/private-folder.ts'
import {
  type DatabaseFacts,
  databaseFacts,
  noPeople,
  type PeopleFacts,
  readDatabaseFacts,
} from '#doctor/database-facts-lookup.ts'
import { readFileFindings } from '#doctor/files-lookup.ts'
import { fine, type Diagnosis, wrong } from '#doctor/diagnosis.ts'
import { judgeDatabase, judgeUnstarted } from '#doctor/judge-database.ts'
import { judgeAlerts } from '#doctor/judge-alerts.ts'
import { judgeContacts } from '#doctor/judge-contacts.ts'
import { judgeServices } from '#doctor/judge-services.ts'
import { judgeSlack } from '#doctor/judge-slack.ts'
import { readSlackFacts, type SlackFacts } from '#doctor/slack-facts-lookup.ts'
import { examineModel } from '#doctor/model-lookup.ts'
import { examineWays } from '#doctor/ways-lookup.ts'
import { wayDrivers } from '#outbound/drivers/ways.ts'
import { createLog } from '#log.ts'
import { namedIn } from '#policy/listed.ts'
import type { Policy } from '#policy/policy.ts'
import { createGateway } from '#slack/wire/gateway.ts'
import { Misconfigured } from '../misconfigured.ts'

/** The longest time a running bot may take to answer, in milliseconds. */
const PATIENCE = 10_000

// Files are checked first: opening the database mends some of their problems.
const files = await readFileFindings(dataDirOf(), process.cwd())
const findings = [...(await examine()), ...files]
for (const { about, says, todo } of findings) {
  console.log(`${todo === null ? '✓' : '✗'} ${about}: ${says}${todo === null ? '' : `\n    ${todo}`}`)
}
const problems = findings.filter(({ todo }) => todo !== null).length
console.log(problems === 0 ? '\nNothing is wrong.' : `\n${problems} to mend.`)
process.exitCode = problems === 0 ? 0 : 1

async function examine(): Promise<Diagnosis[]> {
  try {
    const { config, policy } = await loadSettings()
    const [facts, found] = await database(config, policy)
    const told = await slack(config, policy, facts)
    const people = together(facts ?? noPeople, told.people)
    return [
      fine('Configuration', 'is complete'),
      config.publicUrl === null
        ? fine('MUSTER_URL', 'is not set: calendar feeds have no address')
        : fine('MUSTER_URL', config.publicUrl),
      ...found,
      ...(facts ? judgeDatabase({ ...facts, ...people }, policy) : judgeUnstarted(people, policy)),
      ...judgeServices(policy, facts?.alertServices),
      ...judgeSlack(told, policy, facts?.team ?? null),
      ...(await examineWays(config.ways, config.publicUrl)),
      ...(facts ? judgeAlerts(facts, policy) : []),
      ...(await examineModel(config.model)),
      ...(facts ? judgeContacts({ ...facts, ...people }, policy, wayDrivers(config.ways).kinds) : []),
    ]
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error
    return error.problems.map((problem) =>
      wrong('Configuration', problem, 'See .env.example and muster.example.yml.'),
    )
  }
}

/** Asks a running bot through its socket: two processes would destroy the embedded database. */
async function database(config: Config, policy: Policy): Promise<[DatabaseFacts | null, Diagnosis[]]> {
  const { databaseUrl, dataDir } = config
  if (databaseUrl === null) {
    const asked = await askHolder(dataDir, 'doctor', null, PATIENCE)
    if (asked !== null) return [databaseFacts.parse(asked.answer), [fine('Bot', 'is running here')]]
    const problem = await ownedByOther(dataDir)
    if (problem !== null) return [null, [wrong('MUSTER_DATA', problem.says, problem.todo)]]
    if (!(await exists(join(dataDir, 'database'))) && !(await exists(join(dataDir, RESTORING))))
      return [null, [fine('Database', `is made in ${dataDir} at the first start`)]]
  }
  await using _hold = databaseUrl === null ? await holdDataDir(dataDir) : null
  await using opened = await openDatabase({ url: databaseUrl ?? undefined, dataDir })
  return [await readDatabaseFacts(opened.db, namedIn(policy), systemClock.now()), []]
}

async function slack(config: Config, policy: Policy, facts: DatabaseFacts | null): Promise<SlackFacts> {
  const { botToken, apiUrl, connection } = config.slack
  const open = (token: string) =>
    createGateway({ token, apiUrl: apiUrl ?? undefined, clock: systemClock, log: createLog('silent') })
  const known = Object.entries(policy.channels).flatMap(([use, named]) => {
    const id = facts?.channels[use]?.id
    return /^[CG][A-Z0-9]{6,}$/.test(named) ? [named] : id ? [id] : []
  })
  const socket =
    connection.mode === 'socket' ? () => open(connection.appToken).call('apps.connections.open', {}, 0) : null
  const { people, unknown } = facts ?? noPeople
  const unsettled = namedIn(policy).filter((one) => !(one in people) && !unknown.includes(one))
  return readSlackFacts(open(botToken), known, unsettled, socket)
}

/** The people as the database knows them, and those of whom Slack has told since. */
function together(known: PeopleFacts, told: PeopleFacts): PeopleFacts {
  return {
    people: { ...known.people, ...told.people },
    unknown: [...known.unknown, ...told.unknown],
    addressesHidden: known.addressesHidden || told.addressesHidden,
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
