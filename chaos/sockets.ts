/** A connection that Slack refreshes, or that breaks, while somebody has a form open: what they send arrives, once. */
import { openDatabase } from '#db/client.ts'
import { appToken } from '../test/local-slack.ts'
import { databaseState } from './database-state.ts'
import type { Finding, Setting } from './report.ts'
import { settled } from './settled.ts'
import { waitUntil } from './wait-until.ts'
import { cast, general, openWorkplace } from './workplace.ts'

/** Declares with titles that do not resemble each other. */
const ways = {
  refresh_requested: 'Checkout is slow',
  warning: 'Search finds nothing',
  link_disabled: 'Mails arrive late',
  abrupt: 'Prices are wrong',
} as const

export async function sockets(setting: Setting): Promise<Finding[]> {
  const url = await setting.newDatabase?.()
  if (url === undefined) return []
  await using place = await openWorkplace({ databaseUrl: url })
  await using database = await openDatabase({ url, dataDir: '' })
  const { slack } = place
  const { surface } = slack
  await place.start({ SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: '', PORT: '0' })
  const isConnected = () => surface.screen(cast.reporter).botConnected
  await waitUntil(isConnected, 10_000)
  const findings: Finding[] = []
  const all = Object.keys(ways) as (keyof typeof ways)[]
  for (const [index, how] of all.entries()) {
    setting.progress(index, all.length, how)
    const title = ways[how]
    // The connection cut by the previous way may still be coming back.
    const asks = { as: cast.reporter, act: 'command', channel: general, text: '/incident declare' } as const
    await waitUntil(async () => (await surface.do(asks)).ok, 5_000, 200)
    await waitUntil(() => surface.modals(cast.reporter).length > 0, 5_000)
    const began = performance.now()
    slack.faults.disconnect(how)
    let tries = 0
    // A person who reads that it did not work presses the button again.
    await waitUntil(
      async () => {
        tries += 1
        return send(title)
      },
      10_000,
      100,
    )
    const took = performance.now() - began
    await settled(place, database)
    const { incidents } = await databaseState(database.db, title)
    const open = surface.modals(cast.reporter).length
    findings.push({
      name: `${how} while a form is open`,
      ok: incidents === 1 && open === 0 && took < 3_000,
      figures: { incidents, 'sent times': tries, 'taken after ms': Math.round(took) },
      problems: open === 0 ? [] : ['the form stayed open'],
    })
  }
  setting.progress(1, 1, '')
  return findings

  async function send(title: string): Promise<boolean> {
    const form = surface.modals(cast.reporter).at(-1)
    const block = form?.view.blocks.find((one) => one['element'] !== undefined)
    const element = block?.['element'] as { action_id: string; type: string } | undefined
    if (!form || !block?.block_id || !element) return true
    const values = { [block.block_id]: { [element.action_id]: { type: element.type, value: title } } }
    const { ok } = await surface.do({ as: cast.reporter, act: 'submit', viewId: form.viewId, values })
    return ok
  }
}
