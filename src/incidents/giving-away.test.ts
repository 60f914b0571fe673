import { expect, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { incident } from '../../test/samples/sample-incident.ts'
import type { Command } from './decide.ts'
import { askedBy, askTheHolder } from './giving-away.ts'
import { refusalFor } from './permission.ts'
import type { UserId } from './incident.ts'

const held = incident([{ type: 'role given', role: 'geoc', to: 'U2MIKA' }])
const give = (to: UserId): Command => ({ do: 'give role', role: 'geoc', to })
const offer = (to: UserId): Command => ({ do: 'offer role', role: 'geoc', to, brief: '' })
const offerIm: Command = { do: 'offer role', role: 'im', to: 'U4KIM', brief: '' }

test.each<[string, UserId, Command, object]>([
  ['offering what somebody has', 'U3SASHA', offer('U4KIM'), { deeds: ['offer role'], role: 'geoc' }],
  ['giving it at once', 'U3SASHA', give('U4KIM'), { deeds: ['give role', 'offer role'], role: 'geoc' }],
  ['taking it over', 'U3SASHA', give('U3SASHA'), { deeds: ['give role'] }],
  ['offering it to oneself', 'U3SASHA', offer('U3SASHA'), { deeds: ['give role'] }],
  ['offering what nobody has', 'U3SASHA', offerIm, { deeds: ['give role'] }],
  ['anything else', 'U3SASHA', { do: 'join' }, { deeds: ['join'] }],
])('%s asks the lines of the table that cover it', (_, actor, command, asked) => {
  expect(askedBy(actor, command, held)).toEqual(asked)
})

test('whoever may take it over is offered that; others are told whom to ask', () => {
  const policy = policySchema.parse({})
  const able = askTheHolder(held, 'geoc', true, policy)
  expect(able?.message).toBe('GEOC of #12 is <@U2MIKA>: ask them, or take it over.')
  expect(able?.instead).toMatchObject({ words: 'Take over as GEOC', action: 'role.take' })
  expect(askTheHolder(held, 'geoc', false, policy)?.message).toBe(
    'GEOC of #12 is <@U2MIKA>: please ask them.',
  )
})

test('a policy that lets all responders hand roles on is obeyed', () => {
  const policy = policySchema.parse({ permissions: { handoff: ['responders'] } })
  const asking = { id: 'U3SASHA', email: null, active: true, guest: false, onCall: true }
  expect(refusalFor('offer role', asking, held, policy, 'geoc')).toBeNull()
  expect(refusalFor('offer role', asking, held, policySchema.parse({}), 'geoc')).not.toBeNull()
})
