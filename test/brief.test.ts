/** Who comes late into a room reads privately where it stands. */
import { expect, test } from 'vitest'
import { devon, jonas, mira, openWorkplace } from './workplace.ts'

test('the brief has the last words that people pinned, and none of ours', async () => {
  await using work = await openWorkplace()
  const number = await work.declares(mira, 'checkout is down')
  const room = work.room(number)
  const say = async (text: string) => (await work.does(mira, { act: 'say', channel: room, text })).ts ?? ''
  const pin = (ts: string) => work.does(mira, { act: 'pin', channel: room, ts })
  const [first, second, third, gone, last] = [
    await say('first seen at noon'),
    await say('the gateway answers 502 since release 12'),
    await say('cards of one bank only'),
    await say('a guess'),
    await say('rollback takes 9 minutes'),
  ]
  await say('not pinned')
  for (const ts of [first, second, third, gone, last]) await pin(ts)
  await work.does(mira, { act: 'unpin', channel: room, ts: third })
  await work.does(mira, { act: 'delete', channel: room, ts: gone })
  await work.aMinuteLater(3)
  await work.does(devon, { act: 'join', channel: room })
  await work.settled()
  expect(
    work
      .reads(devon)
      .split('\n')
      .filter((row) => row.startsWith('Pinned: ')),
  ).toEqual([
    `Pinned: <@${mira}>: first seen at noon`,
    `Pinned: <@${mira}>: the gateway answers 502 since release 12`,
    `Pinned: <@${mira}>: rollback takes 9 minutes`,
  ])
  await say('one more')
  await work.does(jonas, { act: 'join', channel: room })
  await work.settled()
  expect(work.reads(jonas)).toContain('Pinned: ')
})
