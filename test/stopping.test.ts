/** Asked to stop, a real process finishes what it has begun, within ten seconds; asked twice, it goes at once. */
import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { follow, openInstallation } from './installation.ts'

const declare = {
  as: 'U05MIRA',
  act: 'command',
  channel: 'C01GENERAL',
  text: '/incident declare it burns',
} as const

test('SIGTERM: nothing begun is cut off, nothing is lost, and nothing is done twice', {
  timeout: 300_000,
}, async () => {
  await using there = await openInstallation()
  const { slack } = there
  const bot = await there.start()
  slack.faults.add({ kind: 'latency', ms: 700, when: 'after', method: 'conversations.create' })
  expect(await slack.surface.do(declare)).toEqual({ ok: true })
  const began = Date.now()
  expect(await bot.stop('SIGTERM')).toBe(0)
  expect(Date.now() - began).toBeLessThan(10_000)
  expect(bot.lines.at(-1)).toContain('"msg":"stopped"')
  slack.faults.clear()

  const next = await there.start()
  const shown = () =>
    slack.surface
      .messages(
        'U05MIRA',
        slack.surface.channels('U05MIRA').find(({ name }) => name.startsWith('incident-1'))?.id ??
          'C01GENERAL',
      )
      .filter((one) => JSON.stringify(one.blocks ?? '').includes('incident.more'))
  await expect.poll(() => shown().length, { timeout: 120_000 }).toBe(1)
  const created = slack.journal
    .calls('conversations.create')
    .filter(({ args, ok }) => ok && String(args['name']).startsWith('incident-1'))
  expect(created).toHaveLength(1)
  expect(await next.stop('SIGINT')).toBe(0)
})

test('a second signal ends it at once', async () => {
  await using there = await openInstallation()
  const bot = await there.start()
  there.slack.faults.add({ kind: 'latency', ms: 2_500, when: 'before', method: '*' })
  await there.slack.surface.do(declare)
  await expect.poll(() => there.slack.journal.calls().length).toBeGreaterThan(0)
  const began = Date.now()
  const stopped = bot.stop('SIGTERM')
  await expect.poll(() => bot.lines.some((line) => line.includes('"msg":"stopping"'))).toBe(true)
  bot.process.kill('SIGTERM')
  await stopped
  expect(Date.now() - began).toBeLessThan(1_500)
})

test('started by npm, it hears the signal that npm is sent, and ends in order', async () => {
  await using there = await openInstallation()
  const npm = spawn('npm', ['start'], { env: there.env, stdio: ['ignore', 'pipe', 'ignore'] })
  const bot = follow(npm)
  await bot.ready
  await bot.stop('SIGTERM')
  expect(bot.lines.at(-1)).toContain('"msg":"stopped"')
})
