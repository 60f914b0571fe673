/** What the Dockerfile installs runs: no dev dependencies, a read-only working directory, and nobody's rights. */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { follow, openInstallation } from './installation.ts'

const nobody = 65_534
const isRoot = process.getuid?.() === 0

test('the layout of the image runs, as nobody, from a directory it cannot write to', {
  timeout: 240_000,
}, async () => {
  await using there = await openInstallation()
  const folder = mkdtempSync(join(tmpdir(), 'muster-image-'))
  await using _ = { [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }) }
  const image = join(folder, 'muster')
  const data = join(folder, 'data')
  mkdirSync(image)
  mkdirSync(data)
  const copied = [...readFileSync('.dockerignore', 'utf8').matchAll(/^!(.+)$/gm)].map(([, name = '']) => name)
  for (const name of copied) cpSync(name, join(image, name), { recursive: true })
  // As `npm ci --omit=dev` does, from what is installed here: a test needs no network.
  const production = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { encoding: 'utf8' })
  const root = `${process.cwd()}/`
  for (const path of production.trim().split('\n')) {
    if (path.startsWith(`${root}node_modules/`))
      cpSync(path, join(image, path.slice(root.length)), { recursive: true })
  }
  expect(readdirSync(join(image, 'node_modules'))).not.toContain('vitest')
  chmodSync(folder, 0o755)
  if (isRoot) chownSync(data, nobody, nobody)
  chmodSync(image, 0o555)

  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: image,
    env: {
      ...there.env,
      MUSTER_DATA: data,
      MUSTER_POLICY: join(image, 'muster.yml'),
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(isRoot && { uid: nobody, gid: nobody }),
  })
  const bot = follow(child)
  await using _bot = { [Symbol.asyncDispose]: async () => void (await bot.stop('SIGKILL')) }
  const port = await bot.ready
  expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe('alive\n')
  await expect
    .poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status, { timeout: 15_000 })
    .toBe(200)
  expect(await bot.stop('SIGTERM')).toBe(0)
})
