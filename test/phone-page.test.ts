/** The phone on the sandbox's page, in a browser: it rings, a key is pressed, a text is answered. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startProviders } from '../sandbox/providers/providers.ts'
import { startSlack } from '../sandbox/slack.ts'
import { browserPath, openPage, tooWide } from './browser.ts'

const devon = { owner: 'U04DEVON', number: '+33639980004', email: 'devon@velodrome.example', topic: 'devon' }

async function openSandbox() {
  await using parts = new AsyncDisposableStack()
  const clock = { now: () => new Date() }
  const providers = parts.use(await startProviders({ clock, phones: [devon] }))
  const slack = parts.use(
    await startSlack({
      clock,
      manifest: join(import.meta.dirname, '../manifest.yml'),
      signingSecret: 'secret',
      botToken: 'xoxb-local',
      appToken: 'xapp-local',
      phones: providers,
    }),
  )
  const env = providers.environment()
  const [sid, token] = [env['TWILIO_ACCOUNT_SID'] ?? '', env['TWILIO_AUTH_TOKEN'] ?? '']
  const owned = parts.move()
  return {
    providers,
    slack,
    async twilio(what: string, form: Record<string, string>) {
      const { status } = await fetch(`${providers.url}/2010-04-01/Accounts/${sid}/${what}.json`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` },
        body: new URLSearchParams({ To: devon.number, From: env['TWILIO_FROM'] ?? '', ...form }),
      })
      expect(status).toBe(201)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const twiml =
  '<Response><Gather numDigits="1" timeout="60"><Say>Incident 42, severity one. Press 4 to acknowledge.</Say></Gather></Response>'

test.skipIf(!browserPath)('a call rings on the page, and a key is pressed', async () => {
  await using sandbox = await openSandbox()
  const page = await openPage(`${sandbox.slack.url}/#as=U04DEVON`)
  await sandbox.twilio('Calls', { Twiml: twiml })
  await page.getByText('+12025550100 is calling.').waitFor()
  await page.getByRole('button', { name: 'Answer' }).click()
  const phone = page.getByRole('complementary', { name: 'Phone' })
  await phone.getByText('Press 4 to acknowledge.').waitFor()
  await phone.getByText('A key is waited for.').waitFor()
  await phone.getByRole('button', { name: '4', exact: true }).click()
  await expect.poll(() => sandbox.providers.phone('U04DEVON')?.calls[0]?.keys).toBe('4')
})

test.skipIf(!browserPath)('on a telephone’s width a text is read and answered', async () => {
  await using sandbox = await openSandbox()
  const page = await openPage(`${sandbox.slack.url}/#as=U04DEVON`, { width: 390, height: 844 })
  await sandbox.twilio('Messages', { Body: 'Reply 4 KX <b>now</b>' })
  await page.getByRole('button', { name: 'Phone 1' }).click()
  const phone = page.getByRole('complementary', { name: 'Phone' })
  await phone.getByText('Reply 4 KX <b>now</b>').waitFor()
  expect(await tooWide(page)).toEqual([])
  await phone.getByLabel('Reply to the last text').fill('4 KX')
  await page.keyboard.press('Enter')
  await phone.getByText('Your text').waitFor()
  expect(sandbox.providers.texts.at(-1)).toMatchObject({ direction: 'inbound', body: '4 KX' })
  await phone.getByLabel('The phone is').selectOption('off')
  await expect.poll(() => sandbox.providers.phone('U04DEVON')?.mode).toBe('off')
  await page.getByRole('button', { name: 'Close phone' }).click()
  expect(await phone.isVisible()).toBe(false)
})

test('somebody whose phone rings with a call is among those who ring', async () => {
  await using sandbox = await openSandbox()
  await sandbox.twilio('Calls', { Twiml: twiml })
  const { surface } = sandbox.slack
  await expect.poll(() => surface.screen('U01AMINA').ringing.map((one) => one.person)).toEqual(['U04DEVON'])
  expect(surface.screen('U01AMINA').phone).toBeUndefined()
  await surface.do({ as: 'U04DEVON', act: 'phone', does: { act: 'declineCall' } })
  expect(surface.screen('U01AMINA').ringing).toEqual([])
  const again = await surface.do({ as: 'U04DEVON', act: 'phone', does: { act: 'answerCall' } })
  expect(again).toEqual({ ok: false, error: 'nothing_rings' })
})
