/** A person who asks for a file gets it once, although Slack fails any one of the calls that place it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fault } from '../sandbox/surface.ts'
import { clara, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('socket')
  const number = await work.declares(jonas, 'checkout fails')
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await work.types(jonas, `/incident resolve #${number}`)
  await work.fills(jonas, { text: 'repaired', impact: 'some' })
})
afterAll(() => work[Symbol.asyncDispose]())

const faults: Record<string, Fault> = {
  '429': { kind: 'rate_limited', retryAfter: 1 },
  '500': { kind: 'server_error', status: 500 },
  'request lost': { kind: 'request_lost' },
  'response lost': { kind: 'response_lost' },
  'executed late': { kind: 'executed_late', ms: 50 },
}

const [place, complete, look] = ['files.getUploadURLExternal', 'files.completeUploadExternal', 'files.info']
const cases = Object.keys(faults).flatMap((how) => [
  { how, methods: [place] },
  { how, methods: [complete] },
  { how, methods: [place, complete, look] },
])

async function filesOf(person: string): Promise<string[]> {
  const dm = (await work.does(person, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  return work.slack.surface.messages(person, dm).flatMap((one) => one.files.map(({ name }) => name))
}

/** Asks while each of `methods` fails once, and gives the files that came of it. */
async function asking(person: string, command: string, fault: Fault, methods: readonly string[]) {
  const before = (await filesOf(person)).length
  for (const method of methods) work.slack.faults.add({ ...fault, method, times: 1 })
  await work.types(person, command)
  for (let minutes = 0; minutes < 3; minutes++) await work.aMinuteLater()
  work.slack.faults.clear()
  return (await filesOf(person)).slice(before)
}

test.each(cases)('the hours of a month come once: $how at $methods', async ({ how, methods }) => {
  const fault = faults[how] as Fault
  expect(await asking(mira, '/oncall hours 2026-11', fault, methods)).toEqual(['on-call-2026-11.csv'])
})

test.each(Object.entries(faults))('so does a picture: %s', async (_how, fault) => {
  expect(await asking(clara, '/incident stats', fault, [complete])).toEqual(['incidents.png'])
})
