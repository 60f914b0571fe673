/** A browser for tests of the sandbox's page. They are skipped where none is installed. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
export const browserPath = findBrowser()
if (!browserPath) console.log('SKIPPED: the page in a browser, because no Chromium is installed')

/** The parts of the page that stand out of its window, to the right or to the left. */
export async function tooWide(page: Page): Promise<string[]> {
  const boxes = await page.locator('.top-bar *, .columns > *, .main > *, .pane-head *').all()
  const places = await Promise.all(boxes.map((box) => box.boundingBox()))
  const width = page.viewportSize()?.width ?? 0
  const outside = boxes.filter((_box, index) => {
    const place = places[index]
    return place && (place.x < 0 || place.x + place.width > width)
  })
  return Promise.all(outside.map((box) => box.evaluate((element) => element.outerHTML.slice(0, 80))))
}

export async function openPage(url: string, viewport = { width: 1280, height: 800 }): Promise<Page> {
  const browser: Browser = await chromium.launch({ executablePath: browserPath ?? '', args: flags })
  onTestFinished(() => browser.close())
  const page = await browser.newPage({ viewport })
  page.setDefaultTimeout(120_000)
  await page.goto(url)
  return page
}

/** Debian's Chromium or Chrome, wherever the path has it. */
function findBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':')
  const names = ['chromium', 'google-chrome', 'chromium-browser']
  const found = folders.flatMap((folder) => names.map((name) => `${folder}/${name}`))
  return [process.env['CHROMIUM'] ?? '', ...found].find((path) => path !== '' && existsSync(path))
}
