/** Kills the process anywhere: the next person is asked in time; and of two who take it, one has it. */
import { expect, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { freely } from './samples/unlimited.ts'
import { openStage } from '../play/stage.ts'
import { forEachEngine } from './database.ts'
import { ann, ben, declare, deliver, pages, rea, services, world } from './escalation-world.ts'

const [clara, devon] = ['U03CLARA', 'U04DEVON']
const second = 1_000
const policy = policySchema.parse({
  limits: freely,
  people: { geoc: [clara, devon] },
  severities: { default: 'P3' },
})

test.each([
  ['before it is due', 120 * second, 60 * second, 300 * second],
  ['just before it is due', 299 * second, 0, 300 * second],
  ['long after it was due', 120 * second, 600 * second, 720 * second],
])('a restart %s: the next level is asked within five seconds', async (_, stops, away, expected) => {
  await using stage = await openStage({ policy })
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  const began = stage.clock.now().getTime()
  await stage.advance(stops)
  await stage.stopBot()
  stage.clock.moveTo(new Date(began + stops + away))
  await stage.startBot()
  const paged = async (user: string) =>
    (await stage.app?.incidents.events(1))?.find((event) => event.type === 'paged' && event.user === user)
  if (stops + away < expected) expect(await paged(devon)).toBeUndefined()
  await stage.advanceTo(new Date(began + expected + 5 * second))
  expect(((await paged(devon))?.at.getTime() ?? 0) - began).toBeGreaterThanOrEqual(expected)
  expect(((await paged(devon))?.at.getTime() ?? 0) - began).toBeLessThanOrEqual(expected + 5 * second)
  expect(stage.as('devon').seeing('You are paged as GEOC')).toHaveLength(1)
})

test('Slack takes nothing for two steps: who comes next reads so, the card says it, and the first is told', async () => {
  await using stage = await openStage({ policy })
  stage.slack.faults.add({ method: '*', kind: 'rate_limited', retryAfter: 30 })
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  await stage.advance(630 * second)
  stage.slack.faults.clear()
  await stage.advance(60 * second)
  const unreached = 'and the page before yours could not be delivered'
  expect(stage.as('devon').seeing(unreached)).toHaveLength(1)
  expect(stage.as('clara').seeing('this could not be delivered in time')).toHaveLength(1)
  expect(stage.as('amina').seeing('Could not be reached: @Clara')).toHaveLength(1)
})

forEachEngine('Two replicas', (open) => {
  test('two people acknowledge at once: one has it, the other is told who', async () => {
    await using database = await open()
    await using again = await database.again()
    const now = await world(database)
    const other = services(again.db, now.clock, now.policy)
    for (const title of ['one', 'two', 'three', 'four', 'five']) {
      const number = await declare(now, { title })
      await deliver(now, number)
      now.clock.wait(5)
      await now.escalation.climb(`${number}/1`)
      const answers = await Promise.allSettled([
        now.escalation.acknowledge(ann, `${number}/1/0/${ann}`),
        other.escalation.acknowledge(ben, `${number}/1/1/${ben}`),
      ])
      const { roles } = await now.incidents.load(number)
      const lost = answers.filter((answer) => answer.status === 'rejected')
      expect(lost).toMatchObject([
        { reason: { message: expect.stringContaining(`<@${roles.geoc}> already`) } },
      ])
      expect((await pages(now, number)).filter((page) => page.endsWith('acknowledged'))).toEqual([
        `geoc ${roles.geoc} acknowledged`,
      ])
    }
  })

  test('a ladder that ended goes on where a higher severity opens levels', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now, { severity: 'P4' })
    for (const _ of [1, 2, 3, 4]) {
      await deliver(now, number)
      now.clock.wait(5)
      await now.escalation.climb(`${number}/1`)
    }
    const before = await pages(now, number)
    expect(before.filter((page) => page.endsWith('timed out'))).toHaveLength(3)
    await now.incidents.act(rea, number, { do: 'set severity', to: 'P2' }, `severity 2 ${number}`)
    const after = await pages(now, number)
    // Those who did not answer at P4 are paged again, with the one whom nobody has asked yet.
    expect(after.filter((page) => page.startsWith('geoc') && page.endsWith('queued'))).toEqual([
      'geoc U0ANN queued',
      'geoc U0BEN queued',
      'geoc U0CEM queued',
    ])
  })
})
