import { expect, test } from 'vitest'
import { twilioSignature } from './callbacks.ts'
import { DEVON, startTestProviders, type TestProviders } from '../test-providers.ts'

const inline = '<Response><Say>Incident 42. Open Slack.</Say></Response>'
const asking = `<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="dtmf" numDigits="1" timeout="8" action="https://muster.velodrome.example/hooks/twilio/voice?step=keys" method="POST"><Say language="en-US">Press 4 to acknowledge.</Say></Gather><Redirect method="POST">https://muster.velodrome.example/hooks/twilio/voice?step=again</Redirect></Response>`

function wanted(t: TestProviders, more: Record<string, string> = {}): Record<string, string> {
  return { To: DEVON.number, From: t.env['TWILIO_FROM'] ?? '', ...more }
}

test.each([
  ['no number', { To: '' }, 21201],
  ['a number that is none', { To: '06 39 98' }, 21211],
  ['no number of ours', { From: '' }, 21213],
  ['a number of ours that is none', { From: 'Muster' }, 21212],
  ['a number that is not ours', { From: '+12025550199' }, 21210],
  ['nothing to say', { Twiml: undefined }, 21205],
  ['an address that is none', { Url: 'muster' }, 21205],
  ['too long a ring', { Timeout: '601' }, 20001],
  ['an unknown event', { StatusCallbackEvent: 'ended' }, 21626],
  ['an address of news that is none', { StatusCallback: 'x' }, 21609],
  ['a name mistyped', { TimeOut: '20' }, 20001],
  ['too long a document', { Twiml: 'x'.repeat(4001) }, 20001],
])('refuses %s', async (_, change, code) => {
  await using t = await startTestProviders()
  const form = Object.entries({ ...wanted(t, { Twiml: inline }), ...change }).filter(
    ([, one]) => one !== undefined,
  )
  const { status, body } = await t.twilio('/Calls.json', Object.fromEntries(form) as Record<string, string>)
  expect({ status, code: body.code }).toEqual({ status: 400, code })
  expect(t.calls).toEqual([])
})

test('refuses a wrong token, another account, and JSON', async () => {
  await using t = await startTestProviders()
  const { env } = t
  const sid = env['TWILIO_ACCOUNT_SID']
  const ask = async (user: string, account = sid, type = 'application/x-www-form-urlencoded') => {
    const response = await fetch(`${t.url}/2010-04-01/Accounts/${account}/Calls.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(user).toString('base64')}`, 'content-type': type },
      body: new URLSearchParams(wanted(t, { Twiml: inline })).toString(),
    })
    const { code } = (await response.json()) as { code?: number }
    return [response.status, code]
  }
  const right = `${sid}:${env['TWILIO_AUTH_TOKEN']}`
  expect(await ask(`${sid}:wrong`)).toEqual([401, 20003])
  expect(await ask(right, env['TWILIO_2_ACCOUNT_SID'])).toEqual([404, 20404])
  expect(await ask(right, sid, 'application/json')).toEqual([400, 21201])
  expect(await ask(right)).toEqual([201, undefined])
})

test('rings as long as it was asked to, and tells each step, signed', async () => {
  await using t = await startTestProviders()
  const hook = `${t.publicUrl}/hooks/twilio/status?attempt=7`
  const body = new URLSearchParams(wanted(t, { Twiml: inline, Timeout: '20', StatusCallback: hook }))
  for (const one of ['initiated', 'ringing', 'answered', 'completed']) body.append('StatusCallbackEvent', one)
  const made = await t.twilio('/Calls.json', body.toString())
  expect(made).toMatchObject({ status: 201, body: { status: 'queued', to: DEVON.number, start_time: null } })
  await t.pass(5_000)
  expect(t.phone('devon')?.calls).toMatchObject([{ status: 'ringing' }])
  expect(t.phone('devon')?.rings).toMatchObject([{ way: 'call' }])
  await t.pass(20_000)
  expect(t.phone('devon')?.calls).toMatchObject([{ status: 'missed', spoken: [] }])
  const { body: seen } = await t.twilio(`/Calls/${made.body.sid}.json`)
  expect(seen).toMatchObject({ status: 'no-answer', duration: '0', answered_by: null })
  expect(t.heard.map(({ params }) => params.get('CallStatus'))).toEqual(['queued', 'ringing', 'no-answer'])
  expect(t.heard.map(({ params }) => params.get('SequenceNumber'))).toEqual(['0', '1', '2'])
  for (const { params, signature } of t.heard)
    expect(signature).toBe(twilioSignature(t.env['TWILIO_AUTH_TOKEN'] ?? '', hook, params))
})

test('speaks, waits for a key, and goes where the key leads', async () => {
  await using t = await startTestProviders()
  t.answers['/hooks/twilio/voice'] = asking
  t.answers['/hooks/twilio/voice?step=again'] = asking
  t.answers['/hooks/twilio/voice?step=keys'] = '<Response><Say>Thank you.</Say><Hangup/></Response>'
  await t.twilio('/Calls.json', wanted(t, { Url: `${t.publicUrl}/hooks/twilio/voice` }))
  await t.pass(2_000)
  expect(await t.does('devon', { act: 'pressKey', key: '4' })).toEqual({ ok: false, error: 'not_in_a_call' })
  await t.does('devon', { act: 'answerCall' })
  await t.pass(1_000)
  expect(t.phone('devon')?.calls).toMatchObject([{ status: 'talking', asksForKeys: true }])
  await t.pass(9_500)
  expect(t.phone('devon')?.calls[0]?.spoken).toEqual(['Press 4 to acknowledge.', 'Press 4 to acknowledge.'])
  await t.does('devon', { act: 'pressKey', key: '4' })
  await t.pass(5_000)
  expect(t.phone('devon')?.calls).toMatchObject([{ status: 'answered', keys: '4' }])
  expect(t.heard.map(({ path, params }) => [path, params.get('Digits')])).toEqual([
    ['/hooks/twilio/voice', null],
    ['/hooks/twilio/voice?step=again', null],
    ['/hooks/twilio/voice?step=keys', '4'],
  ])
  expect(t.calls).toMatchObject([{ status: 'completed' }])
})

test('a machine takes it, which is known a little later, and presses nothing', async () => {
  await using t = await startTestProviders({ phones: [{ ...DEVON, mode: 'machine' }] })
  t.answers['/hooks/twilio/voice'] = asking
  t.answers['/hooks/twilio/voice?step=again'] = '<Response><Hangup/></Response>'
  const { body } = await t.twilio(
    '/Calls.json',
    wanted(t, { Url: `${t.publicUrl}/hooks/twilio/voice`, MachineDetection: 'Enable' }),
  )
  await t.pass(17_000)
  expect((await t.twilio(`/Calls/${body.sid}.json`)).body).toMatchObject({
    status: 'in-progress',
    answered_by: null,
  })
  await t.pass(30_000)
  expect((await t.twilio(`/Calls/${body.sid}.json`)).body).toMatchObject({
    status: 'completed',
    answered_by: 'machine_start',
  })
  expect(t.heard.map(({ params }) => params.get('Digits'))).toEqual([null, null])
  expect(t.heard[0]?.params.get('AnsweredBy')).toBe('machine_start')
  expect(t.phone('devon')).toMatchObject({ rings: [], calls: [{ status: 'machine' }] })
})

test('nobody rings where the phone is off, is no phone, or is in a call', async () => {
  await using t = await startTestProviders({ phones: [{ ...DEVON, mode: 'off' }] })
  const call = async (To: string) => {
    const { body } = await t.twilio('/Calls.json', { ...wanted(t, { Twiml: inline }), To })
    await t.pass(6_000)
    return t.calls.find((one) => one.sid === body.sid)?.status
  }
  expect(await call(DEVON.number)).toBe('no-answer')
  expect(await call('+33639980099')).toBe('failed')
  await t.does('devon', { act: 'setPhone', mode: 'on' })
  expect(await call(DEVON.number)).toBe('ringing')
  expect(await call(DEVON.number)).toBe('busy')
})

test('is ended while it rings and while somebody talks, and only once', async () => {
  await using t = await startTestProviders()
  for (const talking of [false, true]) {
    const { body } = await t.twilio(
      '/Calls.json',
      wanted(t, { Twiml: '<Response><Pause length="60"/></Response>' }),
    )
    await t.pass(3_000)
    if (talking) await t.does('devon', { act: 'answerCall' })
    const end = () => t.twilio(`/Calls/${body.sid}.json`, { Status: 'completed' })
    expect((await end()).body.status).toBe(talking ? 'completed' : 'canceled')
    expect((await end()).body.code).toBe(21220)
  }
})

test('a document that is none ends the call with an apology', async () => {
  await using t = await startTestProviders()
  for (const Twiml of [
    '<Response><Say>Tea & cake</Say></Response>',
    '<Response><Shout>No</Shout></Response>',
    '',
  ]) {
    await t.twilio('/Calls.json', wanted(t, { Twiml }))
    await t.pass(2_000)
    await t.does('devon', { act: 'answerCall' })
    await t.pass(1_000)
    expect(t.phone('devon')?.calls.at(-1)?.spoken.at(-1)).toContain('application error')
  }
})

test('calls are listed by number and by the time they were dialled: one that still waits has none', async () => {
  await using t = await startTestProviders()
  const from = t.clock.now().toISOString()
  await t.twilio('/Calls.json', wanted(t, { Twiml: inline }))
  const list = async (query: Record<string, string>) =>
    (await t.twilio(`/Calls.json?${new URLSearchParams(query).toString()}`)).body.calls.length
  expect(await list({ To: DEVON.number })).toBe(1)
  expect(await list({ To: DEVON.number, 'StartTime>': from })).toBe(0)
  await t.pass(2_000)
  expect(await list({ To: DEVON.number, 'StartTime>': from })).toBe(1)
  expect(await list({ To: DEVON.number, StartTime: '2027-02-12' })).toBe(1)
  expect(await list({ To: DEVON.number, StartTime: '2027-02-11' })).toBe(0)
  expect(await list({ To: '+33639980001' })).toBe(0)
})
