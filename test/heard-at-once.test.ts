/** Who does something is not asked any more whether they are there. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import type { Player } from '../play/player.ts'
import { openStage, type Stage } from '../play/stage.ts'
import { freely } from './samples/unlimited.ts'

const minutes = 60_000

/** Two share the GEOC's days; the person whose turn began half an hour ago is asked. */
async function asked(): Promise<{ stage: Stage; incoming: Player }> {
  const stage = await openStage({
    policy: policySchema.parse({ limits: freely, rotas: { time_zone: 'Europe/Paris' } }),
    starts: new Date('2026-11-23T11:00:00Z'),
    database: { snapshot: await openAsBlob(inject('snapshot')) },
  })
  const players = ['clara.moreau', 'devon.adeyemi'].map((who) => stage.as(who))
  for (const player of players) await player.types('/oncall join geoc')
  await stage.advance(21 * 60 * minutes + 31 * minutes)
  const [incoming] = players.filter((player) => player.seeing('Are you there? You are GEOC now.').length > 0)
  if (incoming === undefined) throw new Error('nobody was asked')
  return { stage, incoming }
}

test('an answer to a page ends "Are you there?" and "I\'m on it" at once', async () => {
  const { stage, incoming } = await asked()
  await using _ = stage
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  await incoming.clicks('Acknowledge', { in: 'Muster' })
  expect(incoming.seeing('Are you there?')).toEqual([])
  expect(incoming.seeing('You are on it as GEOC. Thank you!')).toHaveLength(1)
  expect(incoming.seeing("[I'm on it]")).toEqual([])
})
