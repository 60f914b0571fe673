/** A backup that is none, or more than one, leaves nothing behind; nor does one that is cut off. */
import { createReadStream } from 'node:fs'
import { mkdir, mkdtempDisposable, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { backUp } from '#db/backup.ts'
import { openDatabase } from '#db/client.ts'
import { restore } from '#db/restore.ts'
import { unpack } from '#db/unpack.ts'

/** One file of a tar archive. */
function entry(name: string, content: Buffer | string, kind = '0'): Buffer {
  const header = Buffer.alloc(512)
  header.write(name)
  header.write(Buffer.byteLength(content).toString(8).padStart(11, '0'), 124)
  header.write(kind, 156)
  header.write('ustar', 257)
  const padded = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512)
  padded.set(Buffer.from(content))
  return Buffer.concat([header, padded])
}

const end = Buffer.alloc(1024)
const archive = (...entries: Buffer[]) => gzipSync(Buffer.concat([...entries, end]))
const version = entry('/PG_VERSION', '18')

test.each([
  ['text', Buffer.from('not packed at all'), 'is cut off or damaged'],
  ['another file', gzipSync(Buffer.alloc(512, 'x')), 'is no backup'],
  ['another archive', archive(entry('letter.txt', 'Dear Ada')), 'is no backup'],
  ['a short file that grows', archive(version, entry('/base', Buffer.alloc(400_000_000))), 'grows beyond'],
  [
    'a path that leads out',
    archive(version, entry('/../escaped', 'x')),
    'something in it that no backup has',
  ],
  ['a link', archive(version, entry('/base', '', '2')), 'something in it that no backup has'],
  ['one that is cut off', archive(version, entry('/base', 'x'.repeat(9))).subarray(0, -9), 'is cut off'],
  ['one without its end', gzipSync(version), 'is cut off'],
])('of %s nothing is restored', async (_, content, problem) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-restore-'))
  const [file, dataDir] = [join(folder.path, 'backup.tar.gz'), join(folder.path, 'data')]
  await writeFile(file, content)
  await expect(restore(file, dataDir)).rejects.toThrow(problem)
  expect(await readdir(dataDir)).toEqual([])
  expect((await readdir(folder.path)).toSorted()).toEqual(['backup.tar.gz', 'data'])
})

test('an archive of more files than a backup has is left at the limit', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-restore-'))
  const file = join(folder.path, 'backup.tar.gz')
  await writeFile(file, archive(entry('/1', ''), entry('/2', ''), entry('/3', '')))
  const into = join(folder.path, 'database')
  await expect(unpack(createReadStream(file), into, { files: 2, bytes: 10_000 })).rejects.toThrow(
    'more than 2 files',
  )
  await expect(
    unpack(createReadStream(file), join(folder.path, 'whole'), { files: 3, bytes: 10_000 }),
  ).resolves.toBe(undefined)
})

test('after a restore that was cut off nothing starts, and the next restore is whole', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-restore-'))
  const [file, from, dataDir] = ['backup.tar.gz', 'from', 'data'].map((name) => join(folder.path, name))
  if (!file || !from || !dataDir) return
  {
    await using database = await openDatabase({ dataDir: from })
    await backUp(database, file)
  }
  const half = join(dataDir, 'restoring', 'database')
  await mkdir(half, { recursive: true, mode: 0o700 })
  await writeFile(join(half, 'PG_VERSION'), '18')
  await expect(openDatabase({ dataDir })).rejects.toThrow('was cut off. Run npm run restore again')

  await restore(file, dataDir)
  expect(await readdir(dataDir)).toEqual(['database'])
  await using again = await openDatabase({ dataDir })
  expect(await again.db.selectNoFrom((e) => e.val('x').as('x')).execute()).toEqual([{ x: 'x' }])

  const whole = await readFile(file)
  await truncate(file, whole.length - 1000)
  await expect(restore(file, join(folder.path, 'other'))).rejects.toThrow('is cut off or damaged')
})
