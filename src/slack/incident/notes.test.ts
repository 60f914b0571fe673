import { expect, test } from 'vitest'
import { Refusal } from '#errors.ts'
import { pickedFrom } from '../asking/request.ts'
import type { Services } from '../asking/services.ts'
import { addToTimeline } from './notes.ts'

const message = { ts: '10.1', user: 'U1', text: 'the password is hunter2' }

test('words that were erased here do not come back by hand', async () => {
  const picked = pickedFrom({
    user: { id: 'U2' },
    trigger_id: 't',
    callback_id: 'add-to-timeline',
    channel: { id: 'C1' },
    message,
  })
  const services = {
    slack: { botUserId: 'U0BOT' },
    rooms: { incidentOf: async () => 7 },
    incidents: { requireAllowed: async () => {} },
    history: { heard: async () => 7, isGone: async () => true },
  } as unknown as Services
  await expect(addToTimeline(picked, services)).rejects.toThrow(Refusal)
})
