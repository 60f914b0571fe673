/** `npm run sandbox` as a newcomer meets it: started, played with, stopped, started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import type { Answer, Screen } from '../sandbox/surface.ts'
import { openModes } from './open-modes.ts'

test('what was done stands there after a restart, and time moves on the page’s word', async () => {
  const data = await mkdtemp(join(tmpdir(), 'muster-sandbox-'))
  try {
    await chmod(data, 0o755)
    await using first = await start(data)
    const typed = '/incident declare checkout fails for everyone'
    const act = { as: 'U01AMINA', act: 'command', channel: 'C02QUESTIONS', text: typed }
    expect(await post<Answer>(first.url, 'do', act)).toEqual({ ok: true })
    await post(first.url, 'clock', { advanceMinutes: 6 })
    const second = await screen(first.url, 'U05MIRA')
    expect(second.channels.some((one) => one.isIm && one.with?.includes(second.bot.id))).toBe(true)
    expect(await stop(first.child)).toBe(0)
    expect(await openModes(data)).toEqual([])
    await chmod(data, 0o755)

    await using again = await start(data)
    const rooms = (await screen(again.url, 'U01AMINA')).channels.map((one) => one.name)
    expect(rooms.filter((name) => name.startsWith('incident-'))).toEqual([
      'incident-1-checkout-fails-for-everyone',
    ])
    const { now } = await screen(again.url, 'U01AMINA')
    expect(new Date(now).getTime()).toBeGreaterThan(new Date(second.now).getTime() - 1000)
    expect(await stop(again.child)).toBe(0)
    expect(await openModes(data)).toEqual([])
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}, 120_000)

interface Running extends AsyncDisposable {
  url: string
  child: ChildProcess
}

async function start(data: string): Promise<Running> {
  const child = spawn(process.execPath, ['play/sandbox.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, MUSTER_DATA: data, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? []
    if (url !== undefined)
      return { url, child, [Symbol.asyncDispose]: async () => void child.kill('SIGKILL') }
  }
  throw new Error('The sandbox ended before it was ready')
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
