/** Keeps Muster's files for the user it runs as, and for nobody else. */
import { chmodSync, lstatSync, readdirSync } from 'node:fs'
import { chmod, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Misconfigured } from '../misconfigured.ts'
import { shellWord } from '../shell-word.ts'

/** The facts about a folder that Muster keeps its data in. */
export interface FolderFacts {
  path: string
  mode: number
  owner: number
  /** Others keep something in it too. */
  isShared: boolean
}

export interface Problem {
  says: string
  todo: string
}

/** The part of the operating system that decides who may do what. */
export interface Rights {
  user: number
  chmod(path: string, mode: number): Promise<void>
}

/** Names that mark a folder as Muster's own. */
const dataDirSigns = ['database', 'muster.sock']
const systemRights: Rights = { user: process.geteuid?.() ?? 0, chmod }

/** Makes the folder where it is missing, and closes it to others. Throws `Misconfigured` where that cannot or should not be done. */
export async function keepPrivate(
  folder: string,
  signs: readonly string[] = dataDirSigns,
  { user, chmod: change }: Rights = systemRights,
): Promise<void> {
  const problem = await whatKeepsOpen(folder, signs, user, change).catch((error: unknown) =>
    unusable(folder, user, error),
  )
  if (problem !== null) throw refused(problem)
}

async function whatKeepsOpen(
  folder: string,
  signs: readonly string[],
  user: number,
  change: Rights['chmod'],
): Promise<Problem | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const facts = await folderFacts(folder, signs)
  const problem = whyNotClose(facts, user)
  if (problem !== null || !isOpenToOthers(facts.mode)) return problem
  await change(facts.path, 0o700)
  if (!isOpenToOthers((await stat(facts.path)).mode)) return null
  return {
    says: `${facts.path} stays open to others: its file system keeps no rights`,
    todo: 'Name a folder on one that does.',
  }
}

/** Closes a folder and everything in it. Throws `Misconfigured` where something in it is not ours. */
export async function closeTree(
  folder: string,
  { user }: Pick<Rights, 'user'> = systemRights,
): Promise<void> {
  const root = await realpath(folder).catch(() => null)
  if (root === null) return
  try {
    for (const { path, mode } of openIn(root)) chmodSync(path, mode & ~0o077)
  } catch (error) {
    throw refused(unusable(root, user, error))
  }
}

/**
 * Lists what others may read, write or enter, from the top down and never through a link. A caller that closes each as
 * it is named closes a folder before its files are looked at: nobody can swap them meanwhile.
 */
export function* openIn(path: string): Generator<{ path: string; mode: number }> {
  // A running database may have deleted the file.
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined || found.isSymbolicLink()) return
  if (isOpenToOthers(found.mode)) yield { path, mode: found.mode & 0o7777 }
  if (found.isDirectory()) for (const name of readdirSync(path)) yield* openIn(join(path, name))
}

export async function folderFacts(
  folder: string,
  signs: readonly string[] = dataDirSigns,
): Promise<FolderFacts> {
  const path = await realpath(folder)
  const { mode, uid: owner } = await stat(path)
  // A closed folder is shared by nobody, and another user's folder may refuse to be listed.
  const entries = isOpenToOthers(mode) ? await readdir(path, { withFileTypes: true }).catch(() => []) : []
  const isOurs = entries.some(({ name }) => signs.includes(name))
  const isSticky = (mode & 0o1000) !== 0
  const hasStrangers = entries.some((one) => one.isDirectory() && !/^\.|^lost\+found$/.test(one.name))
  return { path, mode, owner, isShared: dirname(path) === path || isSticky || (hasStrangers && !isOurs) }
}

/** The reason why Muster must not close a folder by itself; null when it may, or when the folder is closed. */
export function whyNotClose({ path, mode, owner, isShared }: FolderFacts, user: number): Problem | null {
  const inside = `MUSTER_DATA=${shellWord(join(path, 'muster'))}`
  if (owner !== user) {
    return {
      says: `${path} belongs to user ${owner}, and this is user ${user}`,
      todo: `Run it as user ${owner}; or give the folder to this one: chown -R ${user} ${shellWord(path)}. Or name a folder in it, which Muster makes: ${inside}`,
    }
  }
  if (!isOpenToOthers(mode) || !isShared) return null
  return {
    says: `others may enter ${path}, and keep something in it too`,
    todo: `Name a folder in it, which Muster makes: ${inside}. Or, where Muster is alone in it: chmod 700 ${shellWord(path)}`,
  }
}

/** The reason why a start would refuse this folder's owner; null when it is ours or does not exist yet. */
export async function ownedByOther(
  folder: string,
  { user }: Pick<Rights, 'user'> = systemRights,
): Promise<Problem | null> {
  const facts = await folderFacts(folder).catch(() => null)
  return facts && whyNotClose({ ...facts, isShared: false }, user)
}

export function isOpenToOthers(mode: number): boolean {
  return (mode & 0o077) !== 0
}

function unusable(folder: string, user: number, error: unknown): Problem {
  if (!(error instanceof Error && 'code' in error)) throw error
  const path = resolve(folder)
  return {
    says: `${path} cannot be kept to Muster (${String(error.code)})`,
    todo: `Give it to the user Muster runs as: chown -R ${user} ${shellWord(path)}. Or name a folder that this user may make.`,
  }
}

function refused({ says, todo }: Problem): Misconfigured {
  return new Misconfigured([`MUSTER_DATA: ${says}. ${todo}`])
}
