/** Runs suites by name and prints what they found. Shared by `npm run chaos` and `npm run bench`. */
import '#umask.ts'
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { findPostgres } from '../test/postgres-server.ts'
import { type Finding, printed, progressBar, type Setting, type Suite } from './report.ts'

/** Exits with 1 when anything was found wrong, with 2 for a name that is none. */
export async function runProgram(suites: Record<string, Suite>): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
    },
  })
  const unknown = positionals.filter((name) => !(name in suites))
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`)
    process.exitCode = 2
    return
  }
  await using postgres = await findPostgres()
  if (!postgres) console.error('SKIPPED what needs PostgreSQL: its programs were not found.')
  const newDatabase = postgres ? () => createDatabase(postgres.url) : null
  for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
    const suite = suites[name]
    if (!suite) continue
    const began = performance.now()
    const progress = progressBar(name)
    const findings = await attempt(suite, {
      quick: values.quick,
      seed: Number(values.seed),
      progress,
      newDatabase,
    })
    const seconds = Math.round((performance.now() - began) / 1000)
    for (const finding of findings) {
      if (finding.ok === false) process.exitCode = 1
      console.log(values.json ? JSON.stringify({ suite: name, ...finding, seconds }) : printed(finding))
    }
  }
}

async function attempt(suite: Suite, setting: Setting): Promise<Finding[]> {
  try {
    return await suite(setting)
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return [{ name: 'could not be carried out', ok: false, figures: {}, problems: words.split('\n') }]
  }
}

async function createDatabase(server: string): Promise<string> {
  const name = `chaos_${randomBytes(4).toString('hex')}`
  const admin = new Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
