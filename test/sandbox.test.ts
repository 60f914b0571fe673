/** `npm run sandbox` as a newcomer meets it: started, played with, stopped, started again. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { expect, test, vi } from 'vitest'
import type { Answer, Screen } from '../sandbox/surface.ts'
import { openModes } from './open-modes.ts'

test('what was done stands there after a restart, and time moves on the page’s word', async () => {
  const data = await mkdtemp(join(tmpdir(), 'muster-sandbox-'))
  try {
    await chmod(data, 0o755)
    await using first = await start(data)
    const { hint, ringing, channels } = await screen(first.url, 'U01AMINA')
    expect(first.printed).toEqual(['Starting…', `The sandbox is at ${first.url}`, hint])
    expect(ringing).toEqual([])
    expect(channels.find((one) => one.name === 'incidents')).toMatchObject({ member: true, memberCount: 11 })
    const typed = '/incident declare checkout fails for everyone'
    const act = { as: 'U01AMINA', act: 'command', channel: 'C02QUESTIONS', text: typed }
    expect(await post<Answer>(first.url, 'do', act)).toEqual({ ok: true })
    await expect
      .poll(async () => (await screen(first.url, 'U01AMINA')).ringing.map((one) => one.person), {
        timeout: 120_000,
      })
      .toEqual(expect.arrayContaining([expect.stringMatching(/DEVON|MIRA|LEILA|TOMAS/)]))
    await post(first.url, 'clock', { advanceMinutes: 6 })
    const second = await screen(first.url, 'U01AMINA')
    const geocs = second.ringing.filter(({ person }) => /DEVON|MIRA|LEILA|TOMAS/.test(person))
    expect(geocs.length).toBeGreaterThan(1)
    expect(await stop(first.child)).toBe(0)
    expect(await openModes(data)).toEqual([])
    await chmod(data, 0o755)

    await using again = await start(data)
    const rooms = (await screen(again.url, 'U01AMINA')).channels.map((one) => one.name)
    expect(rooms.filter((name) => name.startsWith('incident-'))).toEqual([
      'incident-1-vouchers-are-refused-at-checkout',
      'incident-2-checkout-fails-for-everyone',
    ])
    const { now } = await screen(again.url, 'U01AMINA')
    expect(new Date(now).getTime()).toBeGreaterThan(new Date(second.now).getTime() - 1000)
    expect(await stop(again.child)).toBe(0)
    expect(await openModes(data)).toEqual([])
  } finally {
    await rm(data, { recursive: true, force: true })
  }
})

test('a first start that was cut off begins once more', async () => {
  const data = await mkdtemp(join(tmpdir(), 'muster-sandbox-'))
  try {
    const cut = run(data)
    await vi.waitUntil(() => existsSync(join(data, 'slack.json')), { timeout: 120_000 })
    cut.kill('SIGKILL')
    await once(cut, 'exit')
    await using again = await start(data)
    const rooms = (await screen(again.url, 'U01AMINA')).channels.map((one) => one.name)
    expect(rooms.filter((name) => name.startsWith('incident-'))).toEqual([
      'incident-1-vouchers-are-refused-at-checkout',
    ])
    expect(await stop(again.child)).toBe(0)
  } finally {
    await rm(data, { recursive: true, force: true })
  }
})

interface Running extends AsyncDisposable {
  url: string
  child: ChildProcess
  printed: string[]
}

async function start(data: string): Promise<Running> {
  const child = run(data)
  const printed: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line)
    if (!line.includes('/incident')) continue
    const [url = ''] = /http:\/\/\S+/.exec(printed.join('\n')) ?? []
    return { url, child, printed, [Symbol.asyncDispose]: async () => void child.kill('SIGKILL') }
  }
  throw new Error('The sandbox ended before it was ready')
}

function run(data: string): ChildProcessByStdio<null, Readable, null> {
  return spawn(process.execPath, ['play/sandbox.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, MUSTER_DATA: data, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function stop(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const [code] = (await ended) as [number | null]
  return code
}

async function post<T>(url: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${url}/sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  return (await response.json()) as T
}

async function screen(url: string, as: string): Promise<Screen> {
  return (await (await fetch(`${url}/sandbox/screen?as=${as}`)).json()) as Screen
}
