/** The record of a room equals Slack's, even if events are lost, doubled or late. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { openScene, people, type Scene } from './history-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene[Symbol.asyncDispose]())

/** `on` picks one of the messages that stand there. */
const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant('say'), text: fc.string({ minLength: 1, maxLength: 12 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('answer'), on: fc.nat(), text: fc.constant('indeed') }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('edit'), on: fc.nat(), text: fc.constantFrom('a', 'b', 'c') }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('delete'), on: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom('react', 'unreact'),
      on: fc.nat(),
      name: fc.constantFrom('eyes', 'pushpin'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('pin', 'unpin'), on: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('upload') }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('leave', 'join', 'topic') }) },
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

const acts = fc.array(fc.tuple(fc.constantFrom(...people), deed), { minLength: 1, maxLength: 30 })

test('any order and any repetition of what Slack tells ends in what Slack shows', async () => {
  await fc.assert(
    fc.asyncProperty(acts, fc.infiniteStream(fc.nat(1_000)), async (done, chance) => {
      const { incident, channel } = await scene.opens()
      for (const [as, one] of done) await carryOut(as, one, channel)
      const told = scene.told().filter((event) => about(event, channel))
      for (const event of shuffled([...told, ...told.filter(() => chance.next().value % 3 === 0)], chance))
        await scene.hears(event)
      expect(await scene.recorded(incident)).toEqual(scene.shown(channel))
    }),
    { numRuns: 60 },
  )
})

test('what was lost is found again by reading, whatever arrives late', async () => {
  await fc.assert(
    fc.asyncProperty(acts, acts, fc.infiniteStream(fc.nat(1_000)), async (before, after, chance) => {
      const { incident, channel } = await scene.opens()
      const late: Record<string, unknown>[] = []
      for (const part of [before, after]) {
        for (const [as, one] of part) await carryOut(as, one, channel)
        const told = scene.told().filter((event) => about(event, channel))
        for (const event of shuffled(told, chance)) {
          const fate = chance.next().value % 3
          if (fate === 0) await scene.hears(event)
          if (fate === 1) late.push(event)
        }
        scene.slack.clock.advance(3_600_000)
        await scene.reads(incident, 300_000)
      }
      for (const event of late) await scene.hears(event)
      scene.slack.clock.advance(3_600_000)
      await scene.reads(incident, 300_000)
      expect(await scene.recorded(incident)).toEqual(scene.shown(channel))
    }),
    { numRuns: 40 },
  )
})

async function carryOut(as: string, one: Deed, channel: string): Promise<void> {
  const standing = scene.shown(channel)
  const on = 'on' in one ? standing[one.on % standing.length] : undefined
  const ts = on?.ts ?? ''
  switch (one.act) {
    case 'say':
      await scene.does(as, { act: 'say', channel, text: 'text' in one ? one.text : '' })
      return
    case 'answer':
      await scene.does(as, { act: 'say', channel, text: 'indeed', thread: on?.thread ?? ts })
      return
    case 'edit':
      await scene.does(as, { act: 'edit', channel, ts, text: 'text' in one ? one.text : '' })
      return
    case 'delete':
    case 'pin':
    case 'unpin':
      await scene.does(as, { act: one.act, channel, ts })
      return
    case 'react':
    case 'unreact':
      await scene.does(as, { act: one.act, channel, ts, name: 'name' in one ? one.name : '' })
      return
    case 'upload':
      await scene.does(as, {
        act: 'upload',
        channel,
        files: [{ name: 'error.txt', mimetype: 'text/plain', content: 'x' }],
      })
      return
    case 'topic':
      await scene.does(as, { act: 'setTopic', channel, topic: 'looking' })
      return
    case 'leave':
    case 'join':
      await scene.does(as, { act: one.act, channel })
  }
}

function about(event: Record<string, unknown>, channel: string): boolean {
  const item = event['item'] as { channel?: string } | undefined
  return [event['channel'], event['channel_id'], item?.channel].includes(channel)
}

function shuffled<T>(all: readonly T[], chance: fc.Stream<number>): T[] {
  return all
    .map((one) => ({ one, at: chance.next().value }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
