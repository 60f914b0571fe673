/** Nobody is on duty whom a page could not wake without having been told. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { number, ring } from './ring-world.ts'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const phone = {
  TWILIO_ACCOUNT_SID: 'AC0123',
  TWILIO_AUTH_TOKEN: 'token-of-twilio',
  TWILIO_FROM: '+12025550100',
  TWILIO_API_URL: 'http://127.0.0.1:9',
}

const open = (variables: Record<string, string>) =>
  openWorkplace('http', { keeper: jonas }, undefined, () => {}, variables)

function direct({ slack: { surface } }: Workplace, as: string): string {
  return surface
    .channels(as)
    .flatMap(({ id }) => surface.messages(as, id))
    .filter(({ ephemeral }) => !ephemeral)
    .map(({ text }) => text)
    .join('\n')
}

test('whoever joins a rota unready is told, and so is its owner; once', async () => {
  await using work = await open(phone)
  await work.types(mira, '/oncall join geoc')
  await work.settled()
  // Her turn begins at once.
  expect(direct(work, mira)).toContain('A page could not wake you in your turn as GEOC')
  expect(direct(work, jonas)).toContain('is on call as GEOC from')
  await work.types(clara, '/oncall join geoc')
  await work.types(devon, '/oncall join geoc')
  // Slack takes one message a second in a conversation, and the owner has several to hear.
  await work.aMinuteLater()
  // His comes later than a day.
  expect(direct(work, devon)).toContain(
    'You are in GEOC, but a page could not wake you: there is no verified way',
  )
  expect(direct(work, jonas)).toContain('joined GEOC, but a page could not wake them')
  const told = direct(work, jonas).match(/could not wake them/g)?.length
  await work.aMinuteLater(2)
  expect(direct(work, jonas).match(/could not wake them/g)).toHaveLength(told ?? 0)
  expect(await work.types(clara, '/oncall ready')).toMatch(/Not everybody|Nobody has a turn/)
})

test('Home shows the light to who is on duty, until it is mended', async () => {
  await using one = await ring({ sms: number })
  await one.work.types(clara, '/oncall join geoc')
  const home = async () => {
    await one.work.does(clara, { act: 'openHome' })
    await one.later(2)
    return JSON.stringify(one.work.slack.surface.home(clara))
  }
  expect(await home()).toContain('A page could not wake you: no verified way breaks silence')
  await one.work.types(clara, `/oncall contact add call ${number}`)
  await one.later(2)
  await one.phones.does(clara, { act: 'answerCall' })
  await one.rest()
  const spoken = one.phones.phone(clara)?.calls.at(-1)?.spoken.join(' ') ?? ''
  const code = /(?:\d[,\s]*){6}/.exec(spoken)?.[0].replaceAll(/\D/g, '') ?? ''
  expect(await one.work.types(clara, `/oncall contact verify ${code}`)).toContain('Verified: phone call')
  expect(await home()).not.toContain('could not wake you')
})

test('where no phone is connected nobody hears of it', async () => {
  await using work = await open({})
  await work.types(mira, '/oncall join geoc')
  expect(direct(work, mira)).not.toContain('could not wake')
  expect(await work.types(clara, '/oncall ready')).toContain('Slack alone')
})

test('an outside watcher hears each minute that Muster lives', async () => {
  let beats = 0
  const watcher = createServer((_, response) => {
    beats += 1
    response.end('ok')
  })
  await new Promise<void>((listening) => watcher.listen(0, '127.0.0.1', listening))
  const { port } = watcher.address() as AddressInfo
  await using work = await open({ MUSTER_HEARTBEAT_URL: `http://127.0.0.1:${port}/beat` })
  await work.settled()
  expect(beats).toBe(1)
  await work.aMinuteLater()
  expect(beats).toBe(2)
  await new Promise((closed) => watcher.close(closed))
})
