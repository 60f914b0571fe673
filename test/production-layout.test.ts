/** The image's layout runs without dev dependencies, in a read-only working directory, as the user `nobody`. */
import { spawn, spawnSync } from 'node:child_process'
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
const dockerfile = readFileSync('Dockerfile', 'utf8')

test('the image’s own steps, done by hand, make a Muster that runs as nobody where it cannot write', {
  timeout: 300_000,
}, async ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-image-'))
  await using _ = { [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }) }
  const [image, data] = [join(folder, 'muster'), join(folder, 'data')]
  mkdirSync(image)
  mkdirSync(data)

  const [, install = ''] = /^RUN (npm ci .*)$/m.exec(dockerfile) ?? []
  expect(install).toContain('--omit=dev')
  for (const name of ['package.json', 'package-lock.json']) cpSync(name, join(image, name))
  const installed = spawnSync(`${install} --prefer-offline --no-audit --no-fund`, {
    cwd: image,
    shell: true,
    encoding: 'utf8',
  })
  if (installed.status !== 0 && isAway(installed.stderr)) {
    // An absent registry is no excuse where everything must run.
    expect(process.env['CI'], installed.stderr).toBeUndefined()
    console.log('SKIPPED: the layout of the image, because npm reaches no registry')
    return skip()
  }
  expect(installed.status, installed.stderr).toBe(0)
  const packages = readdirSync(join(image, 'node_modules'))
  for (const tool of ['vitest', 'typescript', 'node']) expect(packages).not.toContain(tool)

  const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, from = '']) =>
    from.split(' '),
  )
  const sent = readFileSync('.dockerignore', 'utf8').split('\n')
  for (const name of copied) expect(sent).toContain(`!${name}`)
  for (const name of new Set(copied)) cpSync(name, join(image, name), { recursive: true })
  rmSync(join(image, 'package-lock.json'))
  chmodSync(folder, 0o755)
  chmodSync(image, 0o555)
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(data, nobody, nobody)

  await using there = await openInstallation()
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
  await expect
    .poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status, { timeout: 120_000 })
    .toBe(200)
  expect(health(port)).toBe(0)
  expect(await bot.stop('SIGTERM')).toBe(0)
  expect(health(port)).toBe(1)
})

/** Exits as Docker's own check of the image would. */
function health(port: number): number | null {
  const [, command = '[]'] = /HEALTHCHECK[^]*?CMD (\[.*\])/.exec(dockerfile) ?? []
  const [program, ...args] = JSON.parse(command) as string[]
  expect(program).toBe('node')
  return spawnSync(process.execPath, args, { env: { PORT: String(port) } }).status
}

function isAway(said: string): boolean {
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ENOTCACHED/.test(said)
}
