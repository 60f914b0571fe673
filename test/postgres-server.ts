import { execFileSync, spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { freePort } from './free-port.ts'

export interface PostgresServer extends AsyncDisposable {
  /** Reaches the `postgres` database as someone who may create others. */
  url: string
}

/** The server that `TEST_DATABASE_URL` names, or a private one where PostgreSQL's programs are found; else undefined. */
export async function findPostgres(): Promise<PostgresServer | undefined> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, [Symbol.asyncDispose]: async () => {} }
  const programs = findPrograms()
  return programs === undefined ? undefined : startPrivate(programs)
}

function findPrograms(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(':')
  const packaged = globSync('/usr/lib/postgresql/*/bin').toSorted((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  )
  return [...onPath, ...packaged].find((folder) =>
    ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))),
  )
}

async function startPrivate(programs: string): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-pg-'))
  const as = process.getuid?.() === 0 ? unprivileged() : undefined
  if (as) await chown(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    {
      ...as,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const port = await freePort()
  const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=300', 'listen_addresses=127.0.0.1']
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    ...settings.flatMap((setting) => ['-c', setting]),
  ]
  // In a session of its own, it ends when its standard input closes: a killed test run leaves nothing behind.
  const server = spawn(
    'sh',
    ['-c', '"$@" & cat; kill -INT $!; wait; rm -rf "$PWD"', 'sh', join(programs, 'postgres'), ...args],
    { ...as, cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
  )
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await untilItAnswers(url)
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      server.stdin.end()
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  for (const user of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] })),
      )
      if (uid !== undefined && gid !== undefined) return { uid, gid }
    } catch {}
  }
  return undefined
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (attempt === 150) throw new Error('The private PostgreSQL server did not start', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
