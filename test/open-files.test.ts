/** The doctor finds what other users of the machine can get at, and its remedies, typed as they stand, mend it. */
import { execFileSync } from 'node:child_process'
import { openAsBlob } from 'node:fs'
import { chmod, mkdir, mkdtempDisposable, rename, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { backUp } from '#db/backup.ts'
import { openDatabase } from '#db/client.ts'
import type { Diagnosis } from '#doctor/diagnosis.ts'
import { readFileFindings } from '#doctor/files-lookup.ts'

/** Files, made with their folders, and then given a mode. */
async function place(files: Record<string, [content: string, mode: number]>) {
  const disposable = await mkdtempDisposable(join(tmpdir(), "muster's files-"))
  const root = disposable.path
  await mkdir(join(root, 'data'), { mode: 0o700 })
  for (const [name, [content, mode]] of Object.entries(files)) {
    const path = join(root, name)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(path, content)
    await chmod(path, mode)
  }
  const look = () => readFileFindings(join(root, 'data'), join(root, 'started'))
  await mkdir(join(root, 'started'), { recursive: true })
  return { root, look, [Symbol.asyncDispose]: () => disposable[Symbol.asyncDispose]() }
}

const mended = [{ about: 'Files', says: 'are closed to other users', todo: null }]

test('nothing is found where everything is closed, or nothing is there yet', async () => {
  await using there = await place({
    'data/database/PG_VERSION': ['17', 0o600],
    'started/.env': ['', 0o600],
    'started/.env.example': ['', 0o644],
    'started/muster.yml': ['', 0o644],
    'muster-0.1.tar.gz': ['not a backup', 0o644],
  })
  expect(await there.look()).toEqual(mended)
  expect(await readFileFindings(join(there.root, 'not', 'yet'), join(there.root, 'nor'))).toEqual(mended)
})

test.each<[string, string, number, string]>([
  ['the database', 'data/database/PG_VERSION', 0o666, 'Database'],
  ['a file of it that a group may read', 'data/database/PG_VERSION', 0o640, 'Database'],
  ['one that was moved away', 'data/database.old/PG_VERSION', 0o644, 'Database'],
  ['.env', 'started/.env', 0o644, 'Secrets'],
  ['.env for a group', 'started/.env', 0o640, 'Secrets'],
  ['a copy of it', 'started/.env.before', 0o604, 'Secrets'],
])('%s is found, and mended by what is said', async (_, name, mode, about) => {
  await using there = await place({ [name]: ['17', mode] })
  await expectMended(there, [about])
})

test('a data directory with a mode for others is found, and a whole one moved aside', async () => {
  await using there = await place({ 'data/database/PG_VERSION': ['17', 0o600] })
  await chmod(join(there.root, 'data'), 0o750)
  await expectMended(there, ['MUSTER_DATA'])
  await rename(join(there.root, 'data'), join(there.root, 'data.old'))
  await chmod(join(there.root, 'data.old'), 0o755)
  await chmod(join(there.root, 'data.old/database'), 0o755)
  await expectMended(there, ['Database'])
})

test('backups are found by what is in them: beside the data, in it, where programs are started; half of one too', async () => {
  await using there = await place({})
  await using database = await openDatabase({ dataDir: '', snapshot: await openAsBlob(inject('snapshot')) })
  const names = ['friday', 'data/muster-2026-02-14-13-05.tar.gz', 'started/backup.tgz.part']
  for (const name of names) {
    await backUp(database, join(there.root, name))
    expect(await there.look()).toEqual(mended)
  }
  await truncate(join(there.root, 'started/backup.tgz.part'), 100_000)
  for (const name of names) await chmod(join(there.root, name), 0o644)
  const [found] = await there.look()
  for (const name of names) expect(found?.says).toContain(join(there.root, name))
  await expectMended(there, ['Backups'])
})

/** Expects findings about these files alone, and none once their remedies were typed. */
async function expectMended({ look }: { look: () => Promise<Diagnosis[]> }, about: string[]) {
  const found = await look()
  expect(found.map((one) => one.about)).toEqual(about)
  for (const { todo } of found) execFileSync('sh', ['-c', todo ?? ''])
  expect(await look()).toEqual(mended)
}
