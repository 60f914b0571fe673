/** Only the user Muster runs as gets at its data: what it makes is closed, and what it finds open. */
import { chmod, mkdir, mkdtempDisposable, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { holdDataDir } from '#db/data-dir.ts'
import { closeTree, keepPrivate, ownedByOther } from '#db/private-folder.ts'
import { openModes } from '../open-modes.ts'

const user = process.geteuid?.() ?? 0
const modeOf = async (path: string) => ((await stat(path)).mode & 0o7777).toString(8)
let folder: string
let made: AsyncDisposable
beforeEach(async () => {
  const disposable = await mkdtempDisposable(join(tmpdir(), 'muster-private-'))
  made = disposable
  folder = disposable.path
})
afterEach(() => made[Symbol.asyncDispose]())

/** A folder in another, with a mode that no umask narrows. */
async function folderWith(mode: number, ...path: string[]): Promise<string> {
  const made = join(folder, ...path)
  await mkdir(made, { recursive: true })
  await chmod(made, mode)
  return made
}

test.each([
  ['one that everybody may read', 0o755],
  ['one that everybody may write', 0o777],
  ['one of a group', 0o750],
  ['one whose files go to a group', 0o2775],
])('a start closes %s', async (_, mode) => {
  const data = await folderWith(mode, 'data')
  await writeFile(join(data, 'muster.yml'), '')
  await using _hold = await holdDataDir(data)
  expect(await modeOf(data)).toBe('700')
})

test('a link to a data directory stays one, and where it leads is closed', async () => {
  const disk = await folderWith(0o755, 'disk')
  const data = join(folder, 'data')
  await symlink(disk, data)
  await using _hold = await holdDataDir(data)
  expect(await modeOf(disk)).toBe('700')
})

test('files of the database are closed when it is made, and those of an older version when it is opened', async () => {
  const data = await folderWith(0o755, 'data')
  const before = process.umask(0o022)
  try {
    await (await openDatabase({ dataDir: data }))[Symbol.asyncDispose]()
    expect(await openModes(data)).toEqual([])
    for (const one of await readdir(data, { recursive: true, withFileTypes: true }))
      await chmod(join(one.parentPath, one.name), one.isDirectory() ? 0o755 : 0o666)
    await using _again = await openDatabase({ dataDir: data })
    expect(await openModes(data)).toEqual([])
  } finally {
    process.umask(before)
  }
})

test('a database that is a link is closed where it lies, and nothing behind links in it', async () => {
  const [disk, other] = [await folderWith(0o755, 'disk', 'database'), await folderWith(0o755, 'other')]
  await symlink(other, join(disk, 'link'))
  await symlink(disk, join(folder, 'database'))
  await closeTree(join(folder, 'database'))
  expect([await modeOf(disk), await modeOf(other)]).toEqual(['700', '755'])
})

test.each([
  ['open', 0o755],
  ['closed', 0o700],
])('another user’s folder, %s, is refused with the two things to do', async (_, mode) => {
  const data = await folderWith(mode, "a bind's mount")
  const chmods: string[] = []
  const theirs = { user: user + 1, chmod: async (path: string) => void chmods.push(path) }
  await expect(keepPrivate(data, [], theirs)).rejects.toThrow(
    `belongs to user ${user}, and this is user ${user + 1}. Run it as user ${user}; or give the folder to this one: chown -R ${user + 1} '${folder}/a bind'\\''s mount'. Or name a folder in it, which Muster makes: MUSTER_DATA='${folder}/a bind'\\''s mount/muster'`,
  )
  expect(chmods).toEqual([])
  expect(await ownedByOther(data, theirs)).toMatchObject({ todo: expect.stringContaining('chown -R') })
  expect(await ownedByOther(data)).toBeNull()
})

test('a folder that others keep theirs in is refused, until it is closed by hand or Muster has its own', async () => {
  const data = await folderWith(0o755, 'srv')
  await folderWith(0o755, 'srv', 'www')
  const todo = `MUSTER_DATA=${data}/muster. Or, where Muster is alone in it: chmod 700 ${data}`
  await expect(holdDataDir(data)).rejects.toThrow(todo)
  expect(await modeOf(data)).toBe('755')
  await using _inside = await holdDataDir(join(data, 'muster'))
  expect(await modeOf(join(data, 'muster'))).toBe('700')
  await chmod(data, 0o700)
  await using _closed = await holdDataDir(data)
})

test.each(['.npm', 'lost+found', 'database'])('a folder with %s in it is Muster’s own', async (name) => {
  const data = await folderWith(0o755, 'data')
  await mkdir(join(data, name))
  await keepPrivate(data)
  expect(await modeOf(data)).toBe('700')
})

test('a folder like /tmp is refused', async () => {
  const data = await folderWith(0o1777, 'tmp')
  await expect(keepPrivate(data)).rejects.toThrow('keep something in it too')
  expect(await modeOf(data)).toBe('1777')
})

test('where rights cannot be changed, or change nothing, a start is refused', async () => {
  const data = await folderWith(0o755, 'data')
  await expect(keepPrivate(data, [], { user, chmod: async () => {} })).rejects.toThrow(
    'its file system keeps no rights. Name a folder on one that does.',
  )
  const readOnly = () => Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' }))
  await expect(keepPrivate(data, [], { user, chmod: readOnly })).rejects.toThrow(
    `cannot be kept to Muster (EROFS). Give it to the user Muster runs as: chown -R ${user} ${data}`,
  )
})

test('what cannot be a folder is refused in words', async () => {
  await writeFile(join(folder, 'file'), '')
  await symlink(join(folder, 'nowhere', 'at all'), join(folder, 'dangling'))
  for (const name of ['file', 'dangling'])
    await expect(holdDataDir(join(folder, name))).rejects.toMatchObject({ name: 'Misconfigured' })
})
