/** A person's words are taken away, whether or not the bot is running. */
import { expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { type Installation, openInstallation } from './installation.ts'

const patience = { timeout: 120_000 }
const [mira, clara] = ['U05MIRA', 'U03CLARA']

async function say({ slack }: Installation, as: string, text: string): Promise<void> {
  const room = slack.surface.channels(mira).find((one) => one.name.startsWith('incident-1-'))?.id ?? ''
  if (as !== mira) await slack.surface.do({ as, act: 'join', channel: room })
  expect(await slack.surface.do({ as, act: 'say', channel: room, text })).toMatchObject({ ok: true })
  await slack.settled()
}

test('erase speaks to the running bot, and does it by itself when there is none', async () => {
  await using there = await openInstallation()
  const bot = await there.start()
  const declare = {
    act: 'command',
    channel: 'C01GENERAL',
    text: '/incident declare checkout is down',
  } as const
  expect(await there.slack.surface.do({ as: mira, ...declare })).toEqual({ ok: true })
  await expect
    .poll(
      () => there.slack.surface.channels(mira).some((one) => one.name.startsWith('incident-1-')),
      patience,
    )
    .toBe(true)
  await expect
    .poll(() => there.slack.journal.calls('conversations.setTopic').length, patience)
    .toBeGreaterThan(0)
  await say(there, mira, 'the password is hunter2')
  await say(there, clara, 'please stop saying that')
  const room = there.slack.surface.channels(mira).find((one) => one.name.startsWith('incident-1-'))?.id ?? ''
  const note = '/incident note the vault is open'
  expect(await there.slack.surface.do({ as: mira, act: 'command', channel: room, text: note })).toEqual({
    ok: true,
  })
  expect((await there.run('app/erase.ts', [])).code).toBe(1)
  expect((await there.run('app/erase.ts', ['--user', mira])).said).toMatch(/in \d+ messages?, /)
  expect(await bot.stop()).toBe(0)
  expect((await there.run('app/erase.ts', ['--user', clara])).said).toMatch(/in \d+ messages?, /)
  await using database = await openDatabase({ dataDir: there.dataDir })
  const texts = await database.db
    .selectFrom('message')
    .select('text')
    .where('author', 'in', [mira, clara])
    .execute()
  expect(texts.map((one) => one.text).join()).not.toMatch(/hunter2|please stop/)
  const events = await database.db.selectFrom('incident_event').select(['type', 'data']).execute()
  expect(events.find(({ type }) => type === 'noted')?.data).toEqual({ text: '[erased]' })
  expect(events.find(({ type }) => type === 'declared')?.data).toMatchObject({ title: 'checkout is down' })
})
