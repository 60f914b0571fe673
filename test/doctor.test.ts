/** The doctor says what is wrong and what to do, beside a running bot or without one. */
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, openInstallation } from './installation.ts'

let there: Installation
beforeAll(async () => {
  there = await openInstallation()
})
afterAll(() => there[Symbol.asyncDispose]())

const patiently = { timeout: 120_000, interval: 500 }
const doctor = (env: Record<string, string> = {}) => there.run('app/doctor.ts', [], env)

test('before the first start it says what will be made, and what is still missing', async () => {
  const { code, said } = await doctor()
  expect(said).toContain('✓ Configuration: is complete')
  expect(said).toMatch(/✓ Database: is made in .* at the first start/)
  expect(said).toContain('✓ SLACK_BOT_TOKEN: is accepted by Velodrome')
  expect(said).toContain('✓ SLACK_APP_TOKEN: opens connections')
  expect(said).toContain('✓ Scopes: all are granted')
  expect(said).toContain('✗ GEOC: nobody is listed in the policy, so nobody would be paged')
  expect(said).toContain('people: { geoc: [ada@example.com] }')
  expect(said).toContain('1 to mend.')
  expect(code).toBe(1)
  const strangers = 'people: { geoc: [U0NOBODY, nobody@velodrome.example], im: [U03CLARA] }'
  await writeFile(there.env['MUSTER_POLICY'] ?? '', strangers)
  const unknown = await doctor()
  expect(unknown.said).toContain('✗ People: nobody in the workspace is U0NOBODY')
  expect(unknown.said).toContain('✗ People: nobody in the workspace is nobody@velodrome.example')
  expect(unknown.said).toContain(
    '✗ Rota GEOC: reaches nobody: none of U0NOBODY, nobody@velodrome.example can be paged',
  )
  expect(unknown.code).toBe(1)
  await writeFile(there.env['MUSTER_POLICY'] ?? '', 'people: { geoc: [U03CLARA] }')
  expect(await doctor()).toMatchObject({ code: 0, said: expect.stringContaining('Nothing is wrong.') })
})

test.each<[string, Record<string, string>, string]>([
  ['no token', { SLACK_BOT_TOKEN: '' }, 'SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token'],
  ['no way in', { SLACK_APP_TOKEN: '' }, 'Neither SLACK_APP_TOKEN'],
  ['a wrong token', { SLACK_BOT_TOKEN: 'xoxb-2' }, '✗ SLACK_BOT_TOKEN: is refused (invalid_auth)'],
  ['a wrong app token', { SLACK_APP_TOKEN: 'xapp-2' }, '✗ SLACK_APP_TOKEN: is refused'],
  ['no Slack', { SLACK_API_URL: 'http://127.0.0.1:1/api/' }, '✗ Slack: cannot be reached'],
  ['no PostgreSQL', { DATABASE_URL: 'postgres://127.0.0.1:1/muster' }, 'the server cannot be used'],
])('%s', async (_, env, expected) => {
  const { code, said } = await doctor(env)
  expect(said).toContain(expected)
  expect(said).toMatch(/\n {4}\S/)
  expect(code).toBe(1)
})

test('a page of HTML is said to be not Slack', async () => {
  const { id } = there.slack.faults.add({ kind: 'html', status: 200, method: '*' })
  expect((await doctor()).said).toContain(
    '✗ Slack: cannot be reached: what answers is not Slack: a page of HTML',
  )
  there.slack.faults.remove(id)
})

test('it names a scope that is missing, and what that one is for', async () => {
  const manifest = (await readFile('manifest.yml', 'utf8'))
    .replace('      - pins:write\n', '')
    .replace(/bot_optional:\n(\s+- .*\n)+/, '')
  await using poorer = await openInstallation(manifest)
  const { code, said } = await poorer.run('app/doctor.ts')
  expect(said).toContain('✗ Scope pins:write: is missing, for pinning the card')
  expect(code).toBe(1)
})

test('where Slack shows no addresses it names the missing scope, before the first start and beside a running bot', async () => {
  const manifest = (await readFile('manifest.yml', 'utf8')).replace('      - users:read.email\n', '')
  await using poorer = await openInstallation(manifest)
  await writeFile(poorer.env['MUSTER_POLICY'] ?? '', 'people: { geoc: [clara.moreau@velodrome.example] }')
  const hidden = expect.stringMatching(
    /✗ People: Slack shows nobody’s e-mail address, so nobody is found for clara\.moreau@velodrome\.example\n +Grant the scope users:read\.email[^]*✗ Rota GEOC: reaches nobody/,
  )
  expect((await poorer.run('app/doctor.ts')).said).toEqual(hidden)
  const bot = await poorer.start()
  await expect.poll(async () => (await poorer.run('app/doctor.ts')).said, patiently).toEqual(hidden)
  expect(await bot.stop()).toBe(0)
})

test('beside a running bot it asks it, and finds departed people, empty rotas and missing groups', async () => {
  const policy =
    'people: { geoc: [U03CLARA, U12OLGA, nobody@velodrome.example] }\nrotas: { geoc: { usergroup: on-call } }\n'
  await writeFile(there.env['MUSTER_POLICY'] ?? '', policy)
  const bot = await there.start()
  await expect.poll(async () => (await doctor()).said, patiently).toContain('Olga')
  const { code, said } = await doctor()
  expect(said).toContain('✓ Bot: is running here')
  expect(said).toContain('✓ Database: answers, and is migrated')
  expect(said).toContain('✗ People: Olga (U12OLGA) has left the workspace')
  expect(said).toContain('✗ People: nobody in the workspace is nobody@velodrome.example')
  expect(said).toContain('✗ Rota IM: has nobody')
  expect(said).toContain('✗ User group on-call: does not exist')
  expect(said).toContain('✓ Channel incidents: is there')
  expect(said).toContain('✓ Files: are closed to other users')
  expect(code).toBe(1)
  await chmod(there.dataDir, 0o755)
  expect((await doctor()).said).toContain(
    `✗ MUSTER_DATA: ${there.dataDir} is open to other users (755)\n    chmod 700 ${there.dataDir}\n`,
  )

  const { incidents } = Object.fromEntries(
    there.slack.surface.channels('U05MIRA').map(({ name, id }) => [name, id]),
  )
  await there.slack.surface.do({ as: 'U05MIRA', act: 'join', channel: incidents ?? '' })
  const clara = (text: string) =>
    there.slack.surface.do({ as: 'U03CLARA', act: 'command', channel: incidents ?? '', text })
  await there.slack.surface.do({ as: 'U03CLARA', act: 'join', channel: incidents ?? '' })
  await clara('/oncall join GEOC')
  await expect.poll(async () => (await doctor()).said, patiently).toContain('Rota GEOC: has one person only')
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await clara(`/oncall away ${day(3)} to ${day(5)}`)
  await expect.poll(async () => (await doctor()).said, patiently).toContain('Rota GEOC: has nobody from')

  await there.slack.surface.do({ as: 'U05MIRA', act: 'archive', channel: incidents ?? '' })
  expect((await doctor()).said).toContain('is archived')
  expect(await bot.stop()).toBe(0)
  expect((await doctor()).said).toContain('✗ People: Olga')
})
