/** Names of channels and groups: asked of Slack once somebody mentions them, and kept. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createNamesService } from '#history/names-service.ts'
import { openScene, people, type Scene } from './history-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene[Symbol.asyncDispose]())
beforeEach(() => void (scene.calls.length = 0))

const [mira] = people
const day = 86_400_000
let learned: string[] = []

function names() {
  learned = []
  const { database, slack, port, history } = scene
  return createNamesService({
    db: database.db,
    clock: slack.clock,
    slack: port,
    learned: async (ids) => {
      learned.push(...ids)
      await history.renamed(ids)
    },
  })
}

async function says(channel: string, text: string): Promise<void> {
  scene.told()
  await scene.does(mira, { act: 'say', channel, text })
  for (const event of scene.told()) await scene.hears(event)
}

const last = async (incident: number) => (await scene.recorded(incident)).at(-1)?.text
const due = async () =>
  scene.database.db.selectFrom('due').select('key').where('key', '=', 'names:all').executeTakeFirst()

test('a mention has Slack asked, once; what is not public keeps no name', async () => {
  const { incident, channel } = await scene.opens()
  await scene.slack.call('usergroups.create', { name: 'Payments', handle: 'payments-oncall' })
  await says(channel, 'ask @payments-oncall in #squad-payments or #leads')
  expect(await last(incident)).toMatch(/^ask <!subteam\^S\w+> in <#C03PAYMENTS\|> or <#C06LEADS\|>$/)
  expect(await due()).toBeDefined()
  expect(await names().look()).toEqual({ next: null })
  expect(scene.calls).toEqual(['usergroups.list', 'conversations.info', 'conversations.info'])
  expect(await last(incident)).toMatch(
    /^ask <!subteam\^S\w+\|payments-oncall> in <#C03PAYMENTS\|squad-payments> or <#C06LEADS\|>$/,
  )
  expect(learned).toHaveLength(2)
  scene.calls.length = 0
  await says(channel, 'and once more #squad-payments, #leads')
  await names().look()
  expect(scene.calls).toEqual([])
})

test('after a day a mention has Slack asked again, so that a new name is learned', async () => {
  const { incident, channel } = await scene.opens()
  await says(channel, 'it is in #squad-orders')
  await names().look()
  await scene.does(mira, { act: 'rename', channel: 'C04ORDERS', name: 'squad-baskets' })
  scene.slack.clock.advance(day)
  await says(channel, 'still in #squad-baskets')
  await names().look()
  expect(learned).toEqual(['C04ORDERS'])
  expect(await last(incident)).toBe('still in <#C04ORDERS|squad-baskets>')
})

test('a limit or a lost answer has Slack asked again later; a refusal does not', async () => {
  const { incident, channel } = await scene.opens()
  await says(channel, 'look at #squad-search')
  const at = new Date(scene.slack.clock.now().getTime() + 30_000)
  scene.faults.push({ kind: 'later', at })
  expect(await names().look()).toEqual({ next: at })
  scene.faults.push({ kind: 'unknown', why: 'timed out' })
  expect((await names().look()).next?.getTime()).toBe(scene.slack.clock.now().getTime() + 5_000)
  scene.faults.push({ kind: 'refused', error: 'missing_scope', body: {} })
  expect(await names().look()).toEqual({ next: null })
  expect(await names().look()).toEqual({ next: null })
  expect(scene.calls).toHaveLength(3)
  expect(await last(incident)).toBe('look at <#C05SEARCH|>')
})

test('what is made of the record is made again once a name is known', async () => {
  const { incident, channel } = await scene.opens()
  await says(channel, 'we moved to #office-move')
  await names().look()
  expect(learned).toEqual(['C07MOVE'])
  expect(await last(incident)).toContain('office-move')
})

test('a text that leaves Slack has its people, channels and groups named; a handful is asked about at once', async () => {
  const { inWords } = names()
  expect(await inWords('no ids at all')).toBe('no ids at all')
  expect(scene.calls).toEqual([])
  expect(await inWords('<#C02QUESTIONS> and <@U0NOBODY>')).toBe('<#C02QUESTIONS|questions> and <@U0NOBODY>')
  const many = Array.from({ length: 9 }, (_, nth) => `<#C0MANY${nth}>`).join(' ')
  scene.calls.length = 0
  expect(await inWords(many)).toBe(many)
  expect(scene.calls).toHaveLength(3)
})
