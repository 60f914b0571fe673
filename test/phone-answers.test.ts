/** Answers by key, SMS and push count once, from the person who was paged alone; a machine and a guess are none. */
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { number, ring, type Rung, texts } from './ring-world.ts'
import { clara, mira } from './workplace.ts'

const acknowledgedBy = async ({ work }: Rung, incident: number) =>
  (await work.app.incidents.load(incident)).acknowledgedBy

/** Posts to a hook as the telephone company does, signed with the first account's token. */
async function posts({ work, phones, rest }: Rung, what: string, fields: Record<string, string>) {
  const sorted = Object.keys(fields).toSorted()
  const signature = createHmac('sha1', phones.environment()['TWILIO_AUTH_TOKEN'] ?? '')
    .update(`https://muster.example.com/hooks/twilio/${what}`)
    .update(sorted.map((name) => `${name}${fields[name]}`).join(''))
    .digest('base64')
  const answer = await fetch(`${work.url}/hooks/twilio/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: new URLSearchParams(fields).toString(),
  })
  await rest()
  return { status: answer.status, said: await answer.text() }
}

async function smsCode(one: Rung): Promise<string> {
  await one.later(61)
  await one.later(2)
  await one.later(3)
  const [, code = ''] = /Reply 4 (\d{4})/.exec(texts(one).at(-1)?.body ?? '') ?? []
  expect(code).toHaveLength(4)
  return code
}

test('key 5 declines, once, and the next person is asked', async () => {
  await using one = await ring({ call: number })
  const incident = await one.work.declares(mira, 'checkout is down')
  await one.later(121)
  await one.later(2)
  await one.phones.does(clara, { act: 'answerCall' })
  await one.rest()
  const { sid = '' } = one.phones.calls.at(-1) ?? {}
  await one.phones.does(clara, { act: 'pressKey', key: '5' })
  await one.rest()
  expect(one.phones.phone(clara)?.calls.at(-1)?.spoken.join(' ')).toContain('Thank you for saying so')
  expect(await acknowledgedBy(one, incident)).toBeNull()
  const { length } = await one.work.app.incidents.events(incident)
  // The same key again, as a company repeats what it takes for lost.
  const again = await posts(one, 'voice', { CallSid: sid, To: number, Digits: '5' })
  expect(again).toMatchObject({ status: 200, said: expect.stringContaining('Thank you for saying so') })
  const events = await one.work.app.incidents.events(incident)
  expect(events).toHaveLength(length)
  expect(JSON.stringify(events)).toContain('"declined"')
})

test('a machine that picks up is no answer, and the next round rings', async () => {
  await using one = await ring({ call: number })
  await one.phones.does(clara, { act: 'setPhone', mode: 'machine' })
  const incident = await one.work.declares(mira, 'checkout is down')
  await one.later(121)
  const { length } = one.phones.calls
  for (const seconds of [2, 16, 5, 20, 20]) await one.later(seconds)
  expect(one.work.card(incident).text).toContain(', a machine answered')
  expect(await acknowledgedBy(one, incident)).toBeNull()
  await one.later(61)
  expect(one.phones.calls.length).toBe(length + 1)
})

test('a machine that still talks is cut off once somebody has answered', async () => {
  await using one = await ring({ call: number })
  await one.phones.does(clara, { act: 'setPhone', mode: 'machine' })
  const incident = await one.work.declares(mira, 'checkout is down')
  await one.later(125)
  await one.until(() => one.work.card(incident).text.includes(', a machine answered'))
  expect(one.work.card(incident).text).toContain(', a machine answered')
  expect(one.phones.calls.at(-1)?.status).toBe('in-progress')
  await one.work.presses(clara, 'incident.acknowledge', one.work.card(incident))
  await one.rest()
  expect(one.phones.calls.at(-1)?.status).toBe('completed')
  expect(one.work.card(incident).text).toContain(', a machine answered')
})

test('without a public address a reply that is no answer is told so by an SMS, once', async () => {
  await using one = await ring({ sms: number }, { publicUrl: false })
  const incident = await one.work.declares(mira, 'orders are missing')
  const code = await smsCode(one)
  const { length } = texts(one)
  await one.phones.does(clara, { act: 'replyText', text: 'on my way' })
  for (const seconds of [6, 2, 3]) await one.later(seconds)
  expect(texts(one)).toHaveLength(length + 1)
  expect(texts(one).at(-1)?.body).toContain('Muster: not answered yet. Reply 4 and')
  await one.phones.does(clara, { act: 'replyText', text: 'I am driving' })
  for (const seconds of [6, 2, 3]) await one.later(seconds)
  expect(texts(one)).toHaveLength(length + 1)
  await one.phones.does(clara, { act: 'replyText', text: `4 ${code}` })
  await one.later(6)
  expect(await acknowledgedBy(one, incident)).toBe(clara)
})

test('the button of a push acknowledges', async () => {
  await using one = await ring({ ntfy: 'clara-7f3k' })
  const incident = await one.work.declares(mira, 'checkout is down')
  await one.later(2)
  const push = one.phones.phone(clara)?.pushes.at(-1)
  expect(push?.buttons).toContain('Acknowledge')
  await one.phones.does(clara, { act: 'pressPush', id: push?.id ?? '', button: 'Acknowledge' })
  await one.rest()
  expect(await acknowledgedBy(one, incident)).toBe(clara)
})

test('a code counts only from the number it went to, and no more after five wrong ones', async () => {
  await using one = await ring({ sms: number })
  const incident = await one.work.declares(mira, 'orders are missing')
  const code = await smsCode(one)
  const wrong = code === '1234' ? '4321' : '1234'
  // A verified signature says that the company sent it, not that this number may answer.
  const foreign = await posts(one, 'sms', { MessageSid: 'SM901', From: '+12025550177', Body: `4 ${code}` })
  expect(foreign.said).not.toContain('<Message>')
  expect(await acknowledgedBy(one, incident)).toBeNull()
  for (let n = 0; n < 5; n++)
    await posts(one, 'sms', { MessageSid: `SM91${n}`, From: number, Body: `4 ${wrong}` })
  await posts(one, 'sms', { MessageSid: 'SM921', From: number, Body: `4 ${code}` })
  expect(await acknowledgedBy(one, incident)).toBeNull()
  await one.later(601)
  await posts(one, 'sms', { MessageSid: 'SM922', From: number, Body: `4 ${code}` })
  expect(await acknowledgedBy(one, incident)).toBe(clara)
  expect(one.work.logged.join('')).not.toContain('5550123')
  expect(one.work.logged.join('')).not.toContain('5550177')
})

test('a reply that is no answer is told so, and a phone that answers by itself only once', async () => {
  await using one = await ring({ sms: number })
  const incident = await one.work.declares(mira, 'orders are missing')
  const code = await smsCode(one)
  const says = async (n: number, Body: string) =>
    (await posts(one, 'sms', { MessageSid: `SM93${n}`, From: number, Body })).said
  expect(await says(1, 'on my way')).toContain('<Message>Muster: not answered yet. Reply 4 and')
  expect(await says(2, 'I am driving and answer later')).not.toContain('<Message>')
  expect(await says(3, '4 0000')).toContain('not answered yet')
  expect(await says(4, `4 ${code}`)).not.toContain('<Message>')
  expect(await acknowledgedBy(one, incident)).toBe(clara)
})

test('a key that is sent again hours later answers nothing', async () => {
  await using one = await ring({ call: number })
  const incident = await one.work.declares(mira, 'checkout is down')
  await one.later(125)
  await one.until(() => one.phones.calls.at(-1)?.status === 'ringing')
  const { sid = '' } = one.phones.calls.at(-1) ?? {}
  await one.later(4 * 3_600 + 60)
  const late = await posts(one, 'voice', { CallSid: sid, To: number, Digits: '4' })
  expect(late.said).toContain('I did not understand that')
  expect(await acknowledgedBy(one, incident)).toBeNull()
})

test('a link shows nothing once its owner’s way is removed', async () => {
  await using one = await ring({ email: 'clara@example.com' })
  await one.work.declares(mira, 'checkout is down')
  await one.later(2)
  const [, link = ''] = /Answer: (\S+)/.exec(one.phones.phone(clara)?.mails.at(-1)?.text ?? '') ?? []
  const local = link.replace('https://muster.example.com', one.work.url)
  expect((await fetch(local)).status).toBe(200)
  await one.work.types(clara, '/oncall contact remove email')
  const shown = await fetch(local)
  expect(shown.status).toBe(404)
  expect(await shown.text()).not.toContain('checkout is down')
})

test('the company’s present pager is told of the page, and that it is over', async () => {
  await using one = await ring({ ntfy: 'clara-7f3k' })
  const incident = await one.work.declares(mira, 'checkout is down')
  await one.later(2)
  const alert = () => one.phones.alerts.at(-1)
  expect(alert()).toMatchObject({
    status: 'triggered',
    summary: expect.stringContaining(`#${incident} checkout is down`),
    triggers: 1,
  })
  await one.work.presses(clara, 'incident.acknowledge', one.work.card(incident))
  await one.rest()
  await one.later(6)
  expect(await acknowledgedBy(one, incident)).toBe(clara)
  expect(alert()?.status).toBe('resolved')
  expect(one.phones.alerts).toHaveLength(1)
})
