import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSettings, readConfig } from './config.ts'
import { Misconfigured } from '#misconfigured.ts'

const least = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'shh' }

test('a bot token and one way for Slack to reach the bot are enough', () => {
  expect(readConfig(least)).toMatchObject({
    slack: { botToken: 'xoxb-1', apiUrl: null, connection: { mode: 'http', signingSecrets: ['shh'] } },
    databaseUrl: null,
    policyFile: './muster.yml',
    port: 3000,
    logLevel: 'info',
  })
})

test('an app token means Socket Mode, with or without a signing secret', () => {
  expect(readConfig({ ...least, SLACK_APP_TOKEN: 'xapp-1' }).slack.connection).toEqual({
    mode: 'socket',
    appToken: 'xapp-1',
  })
})

test.each([
  ['empty is absent', { ...least, DATABASE_URL: '', PORT: ' ' }, { databaseUrl: null, port: 3000 }],
  [
    'the public address loses its last slash',
    { ...least, MUSTER_URL: 'https://m.example/' },
    { publicUrl: 'https://m.example' },
  ],
  [
    'a socket of PostgreSQL',
    { ...least, DATABASE_URL: 'postgres:///m?host=/run/pg' },
    { databaseUrl: 'postgres:///m?host=/run/pg' },
  ],
])('%s', (_, env, expected) => {
  expect(readConfig(env)).toMatchObject(expected)
})

test('another API may have tokens of any form', () => {
  const env = {
    ...least,
    SLACK_BOT_TOKEN: 'bot',
    SLACK_APP_TOKEN: 'app',
    SLACK_API_URL: 'http://localhost:1/api/',
  }
  expect(readConfig(env).slack).toMatchObject({ botToken: 'bot', connection: { appToken: 'app' } })
})

test('reports all problems in variables and policy at once, without any value', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-config-'))
  const policy = join(folder.path, 'muster.yml')
  await writeFile(policy, 'contact: hidden-C\nconctact: hidden-D\npeople: { geoc: [hidden-E] }')
  const env = {
    SLACK_BOT_TOKEN: 'hidden-0',
    DATABASE_URL: 'hidden-1',
    SLACK_API_URL: '',
    MUSTER_URL: 'hidden-2',
    MUSTER_POLICY: policy,
    PORT: 'hidden-3',
    LOG_LEVEL: 'hidden-4',
  }
  const report: unknown = await loadSettings(env).catch((error: unknown) => error)
  expect(report).toBeInstanceOf(Misconfigured)
  const { message } = report as Misconfigured
  for (const place of [
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'DATABASE_URL',
    'MUSTER_URL',
    'PORT',
    'LOG_LEVEL',
  ]) {
    expect(message).toContain(place)
  }
  expect(message).toContain('people.geoc[0]')
  expect(message).toContain('"conctact" is not a key known here. Did you mean "contact"?')
  expect(message).not.toContain('hidden')
})

test('an absent policy file is the default policy', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-config-'))
  const { policy } = await loadSettings({ ...least, MUSTER_POLICY: join(folder.path, 'none.yml') })
  expect(policy.channels.stakeholders).toBe('incidents')
})

test('a page hook needs a secret to sign with', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-config-'))
  const policy = join(folder.path, 'muster.yml')
  await writeFile(policy, 'page_hook: https://pager.example/hook')
  const env = { ...least, MUSTER_POLICY: policy }
  await expect(loadSettings(env)).rejects.toThrow('MUSTER_HOOK_SECRET is missing')
  const { config } = await loadSettings({ ...env, MUSTER_HOOK_SECRET: '0123456789abcdef' })
  expect(config.pageHookSecrets).toEqual(['0123456789abcdef'])
})

test.each([
  [
    'SLACK_SIGNING_SECRET',
    { slack: { connection: { signingSecrets: ['first secret of ours', 'second secret of ours'] } } },
  ],
  ['MUSTER_HOOK_SECRET', { pageHookSecrets: ['first secret of ours', 'second secret of ours'] }],
  ['MUSTER_METRICS_TOKEN', { metricsTokens: ['first secret of ours', 'second secret of ours'] }],
])('%s has two values while one replaces the other', (name, expected) => {
  expect(readConfig({ ...least, [name]: 'first secret of ours, second secret of ours' })).toMatchObject(
    expected,
  )
})

test.each<[Record<string, string>, string]>([
  [
    { TWILIO_ACCOUNT_SID: 'AC01', TWILIO_FROM: '+12025550100' },
    'TWILIO_AUTH_TOKEN is missing: TWILIO_ACCOUNT_SID and TWILIO_FROM are set',
  ],
  [{ SMTP_URL: 'smtp://hidden@127.0.0.1' }, 'MAIL_FROM is missing: SMTP_URL is set'],
  [
    { TWILIO_2_ACCOUNT_SID: 'AC02', TWILIO_2_AUTH_TOKEN: 'hidden', TWILIO_2_FROM: '+12025550101' },
    'TWILIO_ACCOUNT_SID is missing: a second account',
  ],
  [{ NTFY_TOKEN: 'hidden' }, 'NTFY_URL is missing'],
  [
    { SMTP_URL: 'smtps://muster:hidden%zz@mail.example.com', MAIL_FROM: 'muster@example.com' },
    'A % in a password is written %25',
  ],
  [{ NTFY_URL: 'http://push.example.com' }, 'NTFY_URL must begin with https://'],
  [{ MAIL_FROM: 'x\nBcc: all@example.com', SMTP_URL: 'smtp://127.0.0.1' }, 'MAIL_FROM must be an address'],
])('half of a way is named, without any value: %j', (half, expected) => {
  const report = () => readConfig({ ...least, ...half })
  expect(report).toThrow(expected)
  expect(report).not.toThrow(/hidden/)
})

test('each secret may be in a file', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-config-'))
  const secrets = {
    SLACK_BOT_TOKEN: 'xoxb-filed',
    SLACK_APP_TOKEN: 'xapp-filed',
    SLACK_SIGNING_SECRET: 'signing-filed',
    DATABASE_URL: 'postgres://filed/muster',
    MUSTER_HOOK_SECRET: 'hook-filed-0123456789',
    MUSTER_METRICS_TOKEN: 'metrics-filed-0123456789',
  }
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(secrets)) {
    env[`${name}_FILE`] = join(folder.path, name)
    await writeFile(join(folder.path, name), `${value}\n`)
  }
  expect(readConfig(env)).toMatchObject({
    slack: { botToken: 'xoxb-filed', connection: { mode: 'socket', appToken: 'xapp-filed' } },
    databaseUrl: 'postgres://filed/muster',
    pageHookSecrets: ['hook-filed-0123456789'],
    metricsTokens: ['metrics-filed-0123456789'],
  })
})

test('a file of a secret that is not there, or beside a value, is named', () => {
  const env = { ...least, DATABASE_URL_FILE: '/nowhere/at-all', SLACK_BOT_TOKEN_FILE: '/nowhere/at-all' }
  expect(() => readConfig(env)).toThrow(
    /SLACK_BOT_TOKEN and SLACK_BOT_TOKEN_FILE are both set[^]*DATABASE_URL_FILE names a file that cannot be read \(ENOENT\)/,
  )
})

test('metrics do not share the main port by two names', () => {
  expect(() => readConfig({ ...least, PORT: '3000', METRICS_PORT: '3000' })).toThrow('METRICS_PORT is PORT')
})
