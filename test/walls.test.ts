/** Plants one violation of each rule in a small tree of its own and expects the linter to report exactly those. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { planted, sound } from './planted-violations.ts'

const ROOT = join(import.meta.dirname, '..')

test('a sound tree passes', async () => {
  expect(await lint(sound)).toEqual([])
})

test('every planted violation is reported, by its own rule, and nothing else is', async () => {
  const files = { ...sound, ...Object.fromEntries(planted.map(([, , file, code]) => [file, code])) }
  const expected = planted.map(([what, rule, file]) => `${file}: ${rule} (${what})`)
  const what = new Map(planted.map(([said, , file]) => [file, said]))
  const found = (await lint(files)).map(({ file, rule }) => `${file}: ${rule} (${what.get(file) ?? 'sound'})`)
  expect([...new Set(found)].toSorted()).toEqual(expected.toSorted())
})

async function lint(files: Record<string, string>): Promise<{ file: string; rule: string }[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-walls-'))
  for (const part of ['lint', '.oxlintrc.json', 'tsconfig.json', 'package.json']) {
    await cp(join(ROOT, part), join(folder.path, part), { recursive: true })
  }
  await symlink(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'))
  for (const [file, code] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, file)), { recursive: true })
    await writeFile(join(folder.path, file), `${code}\n`)
  }
  const report = JSON.parse(await oxlint(folder.path)) as {
    diagnostics: { filename: string; code: string }[]
  }
  return report.diagnostics.map(({ filename, code }) => ({ file: filename, rule: code }))
}

function oxlint(folder: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const args = ['--type-aware', '--format', 'json', 'src', 'sandbox', 'play', 'migrations']
  execFile(join(ROOT, 'node_modules/.bin/oxlint'), args, { cwd: folder }, (error, stdout, stderr) => {
    if (stdout.startsWith('{')) resolve(stdout)
    else reject(new Error(stdout + stderr || error?.message))
  })
  return promise
}
