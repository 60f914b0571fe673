/** The doctor says whether each way out of Slack works, and nothing leaves by it. */
import { expect, test } from 'vitest'
import { readConfig } from '#app/config.ts'
import { examineWays } from '#doctor/ways-lookup.ts'
import { startProviders } from '../sandbox/providers/providers.ts'

const least = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'shh' }

async function examined(phones: Awaited<ReturnType<typeof startProviders>>, wrong: Record<string, string>) {
  const env = { ...least, ...phones.environment(), ...wrong }
  const all = await examineWays(readConfig(env).ways, null)
  return { all, said: JSON.stringify(all) }
}

test('ways that work are named, and nobody gets anything', async () => {
  await using phones = await startProviders({ clock: { now: () => new Date() } })
  const { all } = await examined(phones, {})
  const isFine = all.map(({ about, todo }) => [about, todo === null])
  expect(isFine).toEqual(
    ['TWILIO_ACCOUNT_SID', 'TWILIO_2_ACCOUNT_SID', 'SMTP_URL', 'NTFY_URL', 'PUSHOVER_TOKEN', 'MUSTER_URL']
      .concat('PAGERDUTY_ROUTING_KEY')
      .map((about) => [about, true]),
  )
  expect(phones.calls.length + phones.texts.length + phones.mails.length + phones.pushes.length).toBe(0)
  expect(phones.alerts).toEqual([])
})

test('what is wrong is named by its variable and the company’s code, without any secret', async () => {
  await using phones = await startProviders({ clock: { now: () => new Date() } })
  const smtp = phones.environment()['SMTP_URL']?.replace(/:[^:@]+@/, ':wrong-password@') ?? ''
  const { all, said } = await examined(phones, {
    TWILIO_AUTH_TOKEN: 'wrong-token',
    SMTP_URL: smtp,
    PUSHOVER_TOKEN: 'wrong-token',
    PAGERDUTY_ROUTING_KEY: 'wrong-token',
    NTFY_TOKEN: 'wrong-token',
  })
  const amiss = all.flatMap(({ about, todo, says }) => (todo === null ? [] : [`${about} ${says}`]))
  expect(amiss).toEqual([
    'TWILIO_AUTH_TOKEN does not work: 401',
    'SMTP_URL does not work: EAUTH',
    'NTFY_TOKEN does not work: 401',
    'PUSHOVER_TOKEN does not work: 400',
    expect.stringContaining('PAGERDUTY_ROUTING_KEY is no integration key'),
  ])
  expect(said).not.toContain('wrong-')
  expect(phones.mails).toEqual([])
})

test('a server that is not there is named', async () => {
  const { ways } = readConfig({ ...least, NTFY_URL: 'http://127.0.0.1:9' })
  const [ntfy] = await examineWays(ways, null)
  expect(ntfy).toMatchObject({ about: 'NTFY_URL', says: expect.stringContaining('does not work: ') })
})
