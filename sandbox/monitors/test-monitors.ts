/** Monitors for tests: a clock to move, and a bot that answers what it is told to. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Monitors, startMonitors } from './monitors.ts'

/** The value that the JSON holds. */
type Parsed = ReturnType<typeof JSON.parse>

export interface HeardLetter {
  path: string
  headers: Record<string, string | string[] | undefined>
  body: string
  json: Parsed
}

export interface TestMonitors extends Monitors {
  heard: HeardLetter[]
  /** Statuses of the next answers; 202 after them. */
  answers: number[]
  now(): Date
  /** Moves the clock through everything that becomes due. */
  pass(ms: number): Promise<void>
}

export async function startTestMonitors(): Promise<TestMonitors> {
  let now = Date.parse('2027-02-12T03:00:00Z')
  const monitors = await startMonitors({ clock: { now: () => new Date(now) } })
  const heard: HeardLetter[] = []
  const answers: number[] = []
  const bot = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks).toString('utf8')
      heard.push({ path: request.url ?? '', headers: request.headers, body, json: parsed(body) })
      const status = answers.shift() ?? 202
      if (status === 0) request.socket.destroy()
      else response.writeHead(status).end('{"status":"success","dedup_key":"a"}')
    })()
  })
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
  monitors.connectTo(`http://127.0.0.1:${(bot.address() as AddressInfo).port}`)
  const stop = monitors[Symbol.asyncDispose].bind(monitors)
  return Object.assign(monitors, {
    heard,
    answers,
    now: () => new Date(now),
    async pass(ms: number) {
      const until = now + ms
      for (;;) {
        await monitors.settled()
        const next = monitors.nextDue()?.getTime() ?? Number.POSITIVE_INFINITY
        if (next > until) break
        now = Math.max(now, next)
        monitors.clockMoved()
      }
      now = until
      await monitors.settled()
    },
    async [Symbol.asyncDispose]() {
      bot.closeAllConnections()
      await new Promise((resolve) => bot.close(resolve))
      await stop()
    },
  })
}

function parsed(body: string): Parsed {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
