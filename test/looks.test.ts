/**
 * Looks at an incident on the sandbox's page, wide and on a telephone: readable, and within its window. With
 * `SCREENSHOTS=1` it is photographed for docs/screens/.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browserPath, openPage, tooWide } from './browser.ts'
import { faintWords } from './faint-words.ts'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const folder = join(import.meta.dirname, '../docs/screens')
/** A place on the page, with words that show that it is there. */
interface Look {
  name: string
  as: string
  channel: string
  shows: string
}

test.skipIf(!browserPath)(
  'page, card, announcement, month and home are readable, wide and on a telephone',
  async () => {
    await using work = await openWorkplace()
    const wide = await openPage(work.slack.url, { width: 1280, height: 860 })
    const telephone = await openPage(work.slack.url, { width: 390, height: 844 })
    await aQuietPast(work)
    const number = await aDeclaration(work)
    const look = async (one: Look) => {
      for (const page of [wide, telephone]) await readable(page, work.slack.url, one)
    }
    await look({ name: 'page', as: clara, channel: await dmOf(work, clara), shows: 'checkout is down' })
    await aRepair(work, number)
    await look({ name: 'card', as: clara, channel: work.room(number, clara), shows: 'Pinned by' })
    await look({
      name: 'announcement',
      as: mira,
      channel: channel(work, 'incidents'),
      shows: 'Nobody can pay',
    })
    await work.does(clara, { act: 'openHome' })
    await work.settled()
    await work.types(mira, '/oncall month here', channel(work, 'incidents'))
    await work.settled()
    await look({ name: 'month', as: mira, channel: channel(work, 'incidents'), shows: 'On call in' })
    await look({ name: 'home', as: clara, channel: 'home', shows: 'Yours to finish' })
  },
)

async function readable(page: Page, url: string, { name, as, channel: place, shows }: Look): Promise<void> {
  await page.goto(`${url}/#as=${as}&channel=${place}`)
  await page.reload()
  const shown = page.getByText(shows).filter({ visible: true }).first()
  await shown.waitFor()
  const width = page.viewportSize()?.width ?? 0
  expect(await tooWide(page), `${name}, ${width}`).toEqual([])
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await faintWords(page), `${name}, ${width}, ${colorScheme}`).toEqual([])
  }
  if (!process.env['SCREENSHOTS']) return
  if (name !== 'home') await shown.evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await writeFile(join(folder, `${name}${width < 700 ? '-telephone' : ''}.png`), await page.screenshot())
}

/** People are on call, and one incident is over, with a promise. */
async function aQuietPast(work: Workplace): Promise<void> {
  await work.does(mira, { act: 'join', channel: channel(work, 'incidents') })
  for (const [who, rota] of [
    [clara, 'geoc'],
    [mira, 'geoc'],
    [jonas, 'im'],
    [devon, 'sem payments'],
  ] as const)
    await work.types(who, `/oncall join ${rota}`)
  const before = await work.declares(mira, 'receipts are sent twice')
  await work.presses(clara, 'incident.acknowledge', work.card(before))
  await work.types(clara, `/incident resolve #${before}`)
  await work.fills(clara, { text: 'the mailer was restarted', impact: 'forty customers had two receipts' })
  await work.types(clara, `/incident actions add #${before}`)
  await work.fills(clara, {
    text: 'the mailer refuses a receipt it has sent',
    owner: clara,
    due: '2030-03-05',
  })
  await work.does(clara, { act: 'closeModal', viewId: work.form(clara)?.viewId ?? '' })
  await work.aMinuteLater(30)
}

async function aDeclaration(work: Workplace): Promise<number> {
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'checkout is down', severity: 'P1', squad: 'payments' })
  await work.settled()
  return 2
}

/** Everybody answers, a repair is under way, and stakeholders have been told. */
async function aRepair(work: Workplace, number: number): Promise<void> {
  for (const who of [clara, jonas, devon])
    await work.presses(who, 'page.acknowledge', {
      channel: await dmOf(work, who),
      ts:
        work.slack.surface
          .messages(who, await dmOf(work, who))
          .findLast((one) => JSON.stringify(one.blocks).includes('page.acknowledge'))?.ts ?? '',
    })
  await work.presses(clara, 'incident.fix', work.card(number))
  await work.fills(clara, { kind: 'revert', text: 'back to the release of this morning' })
  await work.aMinuteLater()
  await work.presses(clara, 'incident.update', work.card(number))
  await work.fills(clara, { text: 'Nobody can pay at the moment. A repair is under way.' })
  await work.settled()
}

async function dmOf(work: Workplace, who: string): Promise<string> {
  return (await work.does(who, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
}

function channel(work: Workplace, name: string): string {
  return work.slack.surface.channels(mira).find((one) => one.name === name)?.id ?? ''
}
