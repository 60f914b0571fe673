/** Finds files of Muster that other users of the machine can get at: its data, its backups, and the files that hold its secrets. */
import { type Dirent, existsSync, statSync } from 'node:fs'
import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { isBackup } from '#db/backup.ts'
import { folderFacts, isOpenToOthers, openIn, whyNotClose } from '#db/private-folder.ts'
import { shellWord } from '../shell-word.ts'
import { fine, type Diagnosis, wrong } from './diagnosis.ts'

/** `startedIn` is the folder in which programs find their `.env` and put backups. */
export async function readFileFindings(dataDir: string, startedIn: string): Promise<Diagnosis[]> {
  const found = [
    ...(await openFolder(dataDir)),
    ...(await openDatabases(dataDir)),
    ...(await openBackups(new Set([dataDir, dirname(dataDir), startedIn]))),
    ...(await openSecrets(startedIn)),
  ]
  return found.length > 0 ? found : [fine('Files', 'are closed to other users')]
}

async function openFolder(dataDir: string): Promise<Diagnosis[]> {
  const facts = await folderFacts(dataDir).catch(() => null)
  if (facts === null || !isOpenToOthers(facts.mode)) return []
  const { path, mode, owner } = facts
  const todo = whyNotClose(facts, owner)?.todo ?? `chmod 700 ${shellWord(path)}`
  return [wrong('MUSTER_DATA', `${path} is open to other users (${octal(mode)})`, todo)]
}

/** The database, those moved away, and those in folders beside it. */
async function openDatabases(dataDir: string): Promise<Diagnosis[]> {
  const beside = (await entriesOf(dirname(dataDir)))
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => path !== dataDir && isOpenAt(path))
  const inside = await Promise.all([dataDir, ...beside].map(entriesOf))
  const databases = inside
    .flat()
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => existsSync(join(path, 'PG_VERSION')))
  const findings = await Promise.all(databases.map(openDatabase))
  return findings.flat()
}

async function openDatabase(folder: string): Promise<Diagnosis[]> {
  const root = await realpath(folder)
  const open: string[] = []
  try {
    for (const { path } of openIn(root)) open.push(path)
  } catch {
    // Closed to this user too.
  }
  const [first] = open
  if (first === undefined) return []
  const says = `${open.length} files and folders in ${root} are open to other users, such as ${relative(root, first) || 'itself'}`
  return [wrong('Database', says, `chmod -R go= ${shellWord(root)}`)]
}

async function openBackups(folders: ReadonlySet<string>): Promise<Diagnosis[]> {
  const found: string[] = []
  for (const path of (await Promise.all([...folders].map(openFiles))).flat())
    if (await isBackup(path)) found.push(path)
  return found.length === 0 ? [] : [openToOthers('Backups', found)]
}

async function openSecrets(folder: string): Promise<Diagnosis[]> {
  const found = (await openFiles(folder)).filter((path) => /^\.env(?!\.example$)/.test(basename(path)))
  return found.length === 0 ? [] : [openToOthers('Secrets', found)]
}

function openToOthers(about: string, paths: readonly string[]): Diagnosis {
  return wrong(
    about,
    `${paths.join(', ')} ${paths.length === 1 ? 'is' : 'are'} open to other users`,
    `chmod 600 ${paths.map(shellWord).join(' ')}`,
  )
}

async function openFiles(folder: string): Promise<string[]> {
  return (await entriesOf(folder))
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => isOpenAt(path) && statSync(path).isFile())
}

/** The files of a folder; none for a folder that is closed to this user too. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => [])
}

function isOpenAt(path: string): boolean {
  try {
    return isOpenToOthers(statSync(path).mode)
  } catch {
    return false
  }
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8)
}
