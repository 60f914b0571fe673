import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askHolder, holdDataDir } from '#db/data-dir.ts'

const MODULE = new URL('../../src/db/data-dir.ts', import.meta.url).href

test.each([
  ['a short path', ''],
  ['a path longer than a socket may have', 'd'.repeat(120)],
])('one holder at a time, %s', async (_, name) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-data-'))
  const dataDir = join(folder.path, name)
  {
    await using _hold = await holdDataDir(dataDir)
    await expect(holdDataDir(dataDir)).rejects.toThrow(`process ${process.pid} already works on`)
  }
  await using _again = await holdDataDir(dataDir)
})

test('of several that start at once, exactly one holds', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-data-'))
  const starts = await Promise.allSettled([1, 2, 3, 4].map(() => holdDataDir(folder.path)))
  const holds = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  expect(holds).toHaveLength(1)
  await holds[0]?.[Symbol.asyncDispose]()
})

test('what a killed process held is free at once', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-data-'))
  const program = `
    const { holdDataDir } = await import(${JSON.stringify(MODULE)})
    await holdDataDir(${JSON.stringify(folder.path)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await expect(holdDataDir(folder.path)).rejects.toThrow(`process ${child.pid} already works on`)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await using _hold = await holdDataDir(folder.path)
})

test('others may ask the holder', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-data-'))
  expect(await askHolder(folder.path, 'count', [1, 2], 1_000)).toBeNull()
  await using hold = await holdDataDir(folder.path)
  hold.serve({
    count: async (input) => (Array.isArray(input) ? input.length : 0),
    refuse: async () => {
      throw new Error('not while an incident is open')
    },
  })
  expect(await askHolder(folder.path, 'count', ['é', '\n'], 1_000)).toEqual({ answer: 2 })
  await expect(askHolder(folder.path, 'refuse', null, 1_000)).rejects.toThrow('not while an incident is open')
  await expect(askHolder(folder.path, 'toString', null, 1_000)).rejects.toThrow(
    'not something that can be asked',
  )
})

test('a user to whom the directory is closed is told whose it is', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-data-'))
  const owner = process.geteuid?.() ?? 0
  await chmod(folder.path, 0o000)
  // Root is stopped by no mode.
  if (owner === 0) process.seteuid?.(65_534)
  try {
    await expect(askHolder(folder.path, 'count', null, 1_000)).rejects.toThrow(
      `${folder.path} is closed to this user. Run this as user ${owner}.`,
    )
  } finally {
    if (owner === 0) process.seteuid?.(0)
    await chmod(folder.path, 0o700)
  }
})
