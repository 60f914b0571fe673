/** A page rings by every way its person has, and is answered from there; all other ways are stopped. */
import { expect, test, vi } from 'vitest'
import { number, pushKey, ring, texts } from './ring-world.ts'
import { clara, devon, mira } from './workplace.ts'

test('an SMS after a minute and a call after two; key 4 acknowledges, and nothing rings on', async () => {
  await using one = await ring({ sms: number, call: number })
  const before = { calls: one.phones.calls.length, texts: texts(one).length }
  const incident = await one.work.declares(mira, 'checkout is down <now> & "here"')
  await one.rest()
  expect(one.phones.calls.length).toBe(before.calls)
  await one.later(61)
  await one.later(2)
  await one.later(3)
  expect(texts(one)).toHaveLength(before.texts + 1)
  const sms = texts(one).at(-1)?.body ?? ''
  expect(sms).toMatch(
    /^Muster P\d #1: "checkout is down <now> & "here"" Reply 4 \d{4} to acknowledge, 5 \d{4} if you cannot\.$/,
  )
  expect(sms.length).toBeLessThanOrEqual(160)
  await one.later(60)
  expect(one.phones.calls.length).toBe(before.calls + 1)
  await one.later(2)
  await one.phones.does(clara, { act: 'answerCall' })
  await one.rest()
  const call = one.phones.phone(clara)?.calls.at(-1)
  expect(call?.spoken.join(' ')).toContain('severity')
  expect(call?.spoken.join(' ')).toContain('checkout is down <now> & "here"')
  expect(one.work.card(incident).text).toContain('; SMS delivered ')
  expect(one.work.card(incident).text).toContain('; calling since ')
  await one.phones.does(clara, { act: 'pressKey', key: '4' })
  await one.rest()
  expect(one.work.card(incident).text).toMatch(/Answered: .*; SMS delivered .*; called .*, answered/)
  expect((await one.work.app.incidents.load(incident)).acknowledgedBy).toBe(clara)
  expect(one.phones.phone(clara)?.calls.at(-1)?.spoken.join(' ')).toContain('You have it')
  const { length } = one.phones.calls
  await one.later(240)
  expect(one.phones.calls.length).toBe(length)
  expect(one.work.logged.join('')).not.toContain(number)
})

test('an SMS is answered with its code, and only with that', async () => {
  await using one = await ring({ sms: number })
  const incident = await one.work.declares(mira, 'orders are missing')
  await one.later(61)
  await one.later(2)
  await one.later(3)
  const [, code = ''] = /Reply 4 (\d{4})/.exec(texts(one).at(-1)?.body ?? '') ?? []
  const wrong = code === '1234' ? '4321' : '1234'
  await one.phones.does(clara, { act: 'replyText', text: `4 ${wrong}` })
  await one.rest()
  expect((await one.work.app.incidents.load(incident)).acknowledgedBy).toBeNull()
  await one.phones.does(clara, { act: 'replyText', text: `4 ${code}` })
  await one.rest()
  expect((await one.work.app.incidents.load(incident)).acknowledgedBy).toBe(clara)
})

test('without a public address a reply by SMS and a receipt are asked for', async () => {
  await using one = await ring({ sms: number, pushover: pushKey }, { publicUrl: false })
  const first = await one.work.declares(mira, 'orders are missing')
  await one.later(2)
  const push = one.phones.phone(clara)?.pushes.at(-1)
  await one.phones.does(clara, { act: 'pressPush', id: push?.id ?? '', button: push?.buttons[0] ?? '' })
  await one.later(6)
  expect((await one.work.app.incidents.load(first)).acknowledgedBy).toBe(clara)
  const second = await one.work.declares(devon, 'labels do not print')
  await one.later(61)
  await one.later(2)
  await one.later(3)
  const [, code = ''] = /Reply 4 (\d{4})/.exec(texts(one).at(-1)?.body ?? '') ?? []
  await one.phones.does(clara, { act: 'replyText', text: `5 ${code}` })
  await one.later(6)
  const story = await one.work.app.incidents.events(second)
  expect(JSON.stringify(story)).toContain('"declined"')
})

test('a link in mail shows, and only a press acts, once', async () => {
  await using one = await ring({ email: 'clara@example.com' })
  const incident = await one.work.declares(mira, 'checkout is down')
  await one.later(2)
  const [, link = ''] = /Answer: (\S+)/.exec(one.phones.phone(clara)?.mails.at(-1)?.text ?? '') ?? []
  const local = link.replace('https://muster.example.com', one.work.url)
  const shown = await fetch(local)
  expect(await shown.text()).toContain('checkout is down')
  expect(shown.headers.get('cache-control')).toBe('no-store')
  expect((await one.work.app.incidents.load(incident)).acknowledgedBy).toBeNull()
  expect((await fetch(local, { method: 'POST' })).status).toBe(200)
  expect((await one.work.app.incidents.load(incident)).acknowledgedBy).toBe(clara)
  expect((await fetch(local, { method: 'POST' })).status).toBe(404)
  expect((await fetch(`${local.slice(0, -1)}_`, { method: 'POST' })).status).toBe(404)
})

test('a private incident says its number on every way, and nothing that was written', async () => {
  await using one = await ring({ email: 'clara@example.com', sms: number, call: number, ntfy: 'clara-7f3k' })
  await one.work.types(mira, '/incident declare')
  await one.work.fills(mira, { title: 'Zebrafinch leaked', private: 'yes' })
  await one.rest()
  await one.later(125)
  await one.later(2)
  await one.later(3)
  await one.phones.does(clara, { act: 'answerCall' })
  await one.rest()
  const phone = JSON.stringify(one.phones.phone(clara))
  expect(phone).toContain('rivate incident #1')
  expect(phone).toContain('rivate incident 1')
  expect(phone).not.toContain('Zebrafinch')
})

test('a landline ends the way for good: the call comes at once, and the person is told', async () => {
  await using one = await ring({ sms: number, call: number })
  one.phones.faults.add({ provider: 'twilio', way: 'sms', kind: 'undelivered', code: 30_006 })
  const before = one.phones.calls.length
  await one.work.declares(mira, 'checkout is down')
  await one.later(65)
  const listed = () => one.work.types(clara, '/oncall contact list')
  await one.until(async () => (await listed()).includes('no longer used: the number is a landline'))
  expect(await listed()).toContain('no longer used: the number is a landline')
  expect(one.phones.calls.length).toBe(before + 1)
  const { surface } = one.work.slack
  const said = JSON.stringify(surface.channels(clara).map(({ id }) => surface.messages(clara, id)))
  expect(said).toContain('I can no longer reach you by SMS')
})

test('a forged callback changes nothing', async () => {
  await using one = await ring({ call: number })
  const incident = await one.work.declares(mira, 'checkout is down')
  await one.later(121)
  const sid = one.phones.calls.at(-1)?.sid ?? ''
  for (const signature of ['', 'forged', 'A'.repeat(28)]) {
    const body = new URLSearchParams({ CallSid: sid, To: number, Digits: '4' }).toString()
    const answer = await fetch(`${one.work.url}/hooks/twilio/voice`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(signature && { 'x-twilio-signature': signature }),
      },
      body,
    })
    expect(answer.status).toBe(403)
  }
  expect((await one.work.app.incidents.load(incident)).acknowledgedBy).toBeNull()
})

test('a mail server that hangs holds up neither the push nor the SMS', async () => {
  await using one = await ring({ email: 'clara@example.com', ntfy: 'clara-7f3k', sms: number })
  one.phones.faults.add({ provider: 'smtp', kind: 'time_out', done: false })
  const before = { pushes: one.phones.pushes.length, texts: texts(one).length }
  const began = performance.now()
  const declared = one.work.slack.surface.do({
    as: mira,
    act: 'command',
    channel: 'C01GENERAL',
    text: '/incident declare checkout is down',
  })
  await vi.waitFor(() => expect(one.phones.pushes.length).toBe(before.pushes + 1), 9_000)
  // A mail is given up after ten seconds, and this came while it hung.
  expect(performance.now() - began).toBeLessThan(9_000)
  await declared
})

test('a second account calls when the first refuses', async () => {
  await using one = await ring({ call: number })
  const sid = one.phones.environment()['TWILIO_ACCOUNT_SID'] ?? ''
  one.phones.faults.add({ provider: 'twilio', way: 'call', account: sid, kind: 'server_error', status: 500 })
  const before = one.phones.calls.length
  await one.work.declares(mira, 'checkout is down')
  await one.later(121)
  expect(one.phones.calls.length).toBe(before + 1)
})
