import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browserPath, openPage, tooWide } from './browser.ts'
import { botToken } from './local-slack.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

test.skipIf(!browserPath)(
  'a person declares, another acknowledges and resolves, all by clicking',
  async () => {
    await using workplace = await openWorkplace()
    const page = await openPage(workplace.slack.url)
    const room = page.getByRole('list', { name: 'Channels' }).getByRole('button', { name: /^incident-1-/ })
    const card = page.getByRole('listitem').filter({ hasText: 'Pinned by' })
    const form = page.getByRole('dialog', { name: 'Resolve' })

    await page.getByLabel('Message #general').fill('/incident declare checkout is down')
    await page.keyboard.press('Enter')
    await page.getByText('is open: ').waitFor()

    await become(page, 'Clara Moreau')
    await room.click()
    await card.getByRole('button', { name: 'Acknowledge' }).click()
    await card.getByText('Acknowledged').waitFor()

    await card.getByRole('button', { name: 'Resolve' }).click()
    await form.getByRole('button', { name: 'Resolve' }).click()
    await form.getByRole('alert').nth(1).waitFor()
    await form.getByLabel('What fixed it?').fill('Reverted the last deploy')
    await form.getByLabel('What was the impact?').fill('Nobody could pay for 20 minutes')
    await form.getByRole('button', { name: 'Resolve' }).click()
    await form.waitFor({ state: 'hidden' })
    await card.getByText('Resolved').first().waitFor()
  },
)

test.skipIf(!browserPath)('what people write stays text, and two windows are two people', async () => {
  await using workplace = await openWorkplace()
  const amina = await openPage(`${workplace.slack.url}/#as=U01AMINA&channel=C02QUESTIONS`)
  const clara = await openPage(`${workplace.slack.url}/#as=U03CLARA&channel=C02QUESTIONS`)
  const words = '<img src=x onerror="document.title=1"> *bold* <!channel>'

  await amina.getByLabel('Message #questions').fill(words)
  await amina.keyboard.press('Enter')

  const shown = clara
    .getByRole('list', { name: 'Messages' })
    .getByRole('listitem')
    .filter({ hasText: 'onerror' })
  await shown.waitFor()
  expect(await shown.locator('img').count()).toBe(0)
  expect(await shown.locator('strong').allTextContents()).toEqual(['bold'])
  expect(await shown.getByText('<!channel>').count()).toBe(1)
})

test.skipIf(!browserPath)(
  'a colour, underlined words and a picture from a file are shown as Slack shows them',
  async () => {
    await using workplace = await openWorkplace()
    const page = await openPage(`${workplace.slack.url}/#as=U01AMINA&channel=C01GENERAL`)
    const file = { url: 'https://files.example/F1/map.png' }
    const words = [
      { type: 'color', value: '#0f766a' },
      { type: 'text', text: 'at once', style: { underline: true } },
    ]
    const blocks = [
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: words }] },
      { type: 'context', elements: [{ type: 'image', alt_text: 'A map', slack_file: file }] },
    ]

    await call(workplace, 'conversations.join', { channel: 'C01GENERAL' })
    await call(workplace, 'chat.postMessage', { channel: 'C01GENERAL', text: 'A picture', blocks })

    const message = page.getByRole('listitem').filter({ hasText: 'at once' })
    await message.getByText('#0f766a').waitFor()
    expect(await message.locator('u').allTextContents()).toEqual(['at once'])
    expect(await message.getByAltText('A map').getAttribute('src')).toBe(file.url)
  },
)

test.skipIf(!browserPath)(
  'on a telephone the page has the width of its window, and every channel is two taps away',
  async () => {
    await using workplace = await openWorkplace()
    const page = await openPage(workplace.slack.url, { width: 390, height: 844 })
    const channels = page.getByRole('list', { name: 'Channels' })

    await page.getByLabel('Message #general').waitFor()
    expect(await tooWide(page)).toEqual([])
    expect(await channels.isVisible()).toBe(false)

    await page.getByRole('button', { name: 'Channels', exact: true }).click()
    expect(await tooWide(page)).toEqual([])
    await channels.getByRole('button', { name: 'questions' }).click()
    await page.getByLabel('Message #questions').waitFor()
    expect(await channels.isVisible()).toBe(false)

    await page.getByLabel('Message #questions').fill('/incident declare checkout is down')
    await page.keyboard.press('Enter')
    await page.getByText('is open: ').waitFor()
    expect(await tooWide(page)).toEqual([])
    await page.getByRole('button', { name: 'Sandbox' }).click()
    await page.getByRole('list', { name: 'Journal' }).getByText('chat.postMessage').first().waitFor()
    expect(await tooWide(page)).toEqual([])
  },
)

/** Calls the local Slack as the bot. */
async function call(workplace: Workplace, method: string, args: Record<string, unknown>): Promise<void> {
  const response = await fetch(workplace.slack.apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
  })
  expect(await response.json()).toMatchObject({ ok: true })
}

async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'You are' }).click()
  await page.getByRole('option', { name }).click()
}
