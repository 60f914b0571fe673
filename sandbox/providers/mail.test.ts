import { expect, test } from 'vitest'
import { DEVON, mailTalk, startTestProviders, type TestProviders } from './test-providers.ts'

function letter(more: string[] = [], body = 'Open https://muster.velodrome.example/ack/abc'): string {
  return [
    'From: Muster <muster@velodrome.example>',
    `To: ${DEVON.email}`,
    'Subject: =?UTF-8?Q?Caf=C3=A9_is_down?=',
    'Message-ID: <page-7@muster.velodrome.example>',
    ...more,
    '',
    body,
    '.',
  ].join('\r\n')
}

function signedIn(t: TestProviders): string {
  const { username, password } = new URL(t.env['SMTP_URL'] ?? '')
  return `AUTH PLAIN ${Buffer.from(`\0${username}\0${password}`).toString('base64')}`
}

function send(t: TestProviders, text = letter(), to = DEVON.email): Promise<string[]> {
  const envelope = ['MAIL FROM:<muster@velodrome.example>', `RCPT TO:<${to}>`, 'DATA', text]
  return mailTalk(t.env['SMTP_URL'] ?? '', ['EHLO bot', signedIn(t), ...envelope])
}

test('takes a mail and shows it, a double once', async () => {
  await using t = await startTestProviders()
  expect((await send(t)).at(-1)).toMatch(/^250 /)
  await send(t)
  await t.pass(2_000)
  expect(t.mails).toHaveLength(2)
  expect(t.phone('devon')?.mails).toMatchObject([
    { subject: 'Café is down', links: ['https://muster.velodrome.example/ack/abc'], copies: 2 },
  ])
})

test('a link shows a page, and only its button acts', async () => {
  await using t = await startTestProviders()
  const page =
    '<title>T</title><p>Tom &amp; Co</p><form method="post" action="/ack/abc"><button name="a" value="1">Acknowledge</button></form>'
  t.answers['GET /ack/abc'] = page
  t.answers['POST /ack/abc'] = '<p>Thank you</p>'
  await t.does('devon', { act: 'openLink', url: `${t.publicUrl}/ack/abc` })
  expect(t.phone('devon')?.browser).toMatchObject({
    status: 200,
    words: 'T Tom & Co Acknowledge',
    button: 'Acknowledge',
  })
  await t.does('devon', { act: 'sendPage' })
  expect(t.heard.at(-1)?.params.get('a')).toBe('1')
  expect(t.phone('devon')?.browser?.words).toBe('Thank you')
})

test('refuses who is not signed in, a wrong password, and an address it does not have', async () => {
  await using t = await startTestProviders()
  const url = t.env['SMTP_URL'] ?? ''
  const wrong = `AUTH PLAIN ${Buffer.from('\0muster\0wrong').toString('base64')}`
  expect((await mailTalk(url, ['EHLO bot', 'MAIL FROM:<a@b.example>'])).at(-1)).toMatch(/^530 /)
  expect((await mailTalk(url, ['EHLO bot', wrong])).at(-1)).toMatch(/^535 /)
  expect(await send(t, letter(), 'nobody@velodrome.example')).toContainEqual(
    expect.stringMatching(/^550 5\.1\.1/),
  )
})

test.each([
  ['a subject twice', letter(['Subject: again'])],
  ['a header without a name', letter(['Bcc everybody'])],
  ['letters that a header must not hold', letter(['X-Note: café'])],
  ['somebody else in To', letter().replace(DEVON.email, 'mira@velodrome.example')],
])('refuses %s', async (_, text) => {
  await using t = await startTestProviders()
  expect((await send(t, text)).at(-1)).toMatch(/^554 5\.6\.0/)
  expect(t.mails).toEqual([])
})

test('reads what mail programs write', async () => {
  await using t = await startTestProviders()
  const parts = [
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Caf=C3=A9 is=',
    ' down',
    '--b1',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<b>Café</b>').toString('base64'),
    '--b1--',
  ].join('\r\n')
  await send(t, letter(['MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary="b1"'], parts))
  expect(t.mails).toMatchObject([{ text: 'Café is down', html: '<b>Café</b>' }])
})

test.each([
  ['refuses', { kind: 'refused', status: 552, code: '5.2.2' } as const, /^552 5\.2\.2/, 0],
  ['asks to come again', { kind: 'rate_limited', retryAfter: 60 } as const, /^451 /, 0],
  ['cuts before', { kind: 'request_lost' } as const, /^cut$/, 0],
  ['cuts after', { kind: 'answer_lost' } as const, /^cut$/, 1],
])('%s on demand', async (_, fault, answer, kept) => {
  await using t = await startTestProviders()
  t.faults.add({ provider: 'smtp', to: DEVON.email, times: 1, ...fault })
  const answers = await send(t)
  expect(answers.some((one) => answer.test(one))).toBe(true)
  expect(t.mails).toHaveLength(kept)
  expect(t.log()).toMatchObject([{ provider: 'smtp', way: 'email', fault: fault.kind }])
  expect((await send(t)).at(-1)).toMatch(/^250 /)
})
