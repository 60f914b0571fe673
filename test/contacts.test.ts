/** People say how they can be woken: by form and in words, verified by a code that comes that way. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { clara, mira, openWorkplace } from './workplace.ts'

/** Takes every message, and keeps the forms that were posted. */
async function telephony(refuses: (form: URLSearchParams) => number | null = () => null) {
  const posted: URLSearchParams[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const form = new URLSearchParams(body)
      const isGet = request.method === 'GET'
      if (!isGet) posted.push(form)
      const code = isGet ? null : refuses(form)
      response
        .writeHead(code === null ? 201 : 400, { 'content-type': 'application/json' })
        .end(
          JSON.stringify(
            code === null ? { sid: `SM${posted.length}`, status: 'delivered' } : { code, status: 400 },
          ),
        )
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    posted,
    variables: {
      TWILIO_ACCOUNT_SID: 'AC0123',
      TWILIO_AUTH_TOKEN: 'token-of-twilio',
      TWILIO_FROM: '+12025550100',
      TWILIO_API_URL: `http://127.0.0.1:${port}`,
    },
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => void server.close(() => closed())),
  }
}

const open = (variables: Record<string, string>) => openWorkplace('http', {}, undefined, () => {}, variables)

test('a number is verified by the code that comes by it, typed back', async () => {
  await using phone = await telephony()
  await using work = await open(phone.variables)
  expect(await work.types(mira, '/oncall contact add sms +1 202 555 0123')).toContain(
    'A code is coming by SMS',
  )
  const [sms] = phone.posted
  expect(sms?.get('To')).toBe('+12025550123')
  expect(sms?.get('ValidityPeriod')).toBe('900')
  const [code = ''] = /\d{6}/.exec(sms?.get('Body') ?? '') ?? []
  expect(await work.types(mira, '/oncall contact list')).toContain('+12025550123 · not verified yet')
  expect(await work.types(mira, '/oncall contact verify 000000')).toContain('That is not the code')
  // A code is for the person to whom it came.
  expect(await work.types(clara, `/oncall contact verify ${code}`)).toContain('No code of yours is open')
  expect(await work.types(mira, `/oncall contact verify ${code}`)).toContain('Verified: SMS')
  expect(await work.types(mira, `/oncall contact verify ${code}`)).toContain('No code of yours is open')
  expect(await work.types(clara, '/oncall contact list')).not.toContain('555')
  expect(work.logged.join('')).not.toContain('5550123')
  expect(work.logged.join('')).not.toContain(code)
  expect(await work.types(mira, '/oncall contact remove sms')).toContain('by Slack alone so far')
})

test('a form adds, verifies and removes; a guessed code ends after five tries', async () => {
  await using phone = await telephony()
  await using work = await open(phone.variables)
  await work.types(mira, '/oncall contact')
  await work.fills(mira, { kind: 'call', value: '+12025550124' })
  expect(JSON.stringify(work.form(mira))).toContain('A code is coming by phone call')
  const spoken = phone.posted[0]?.get('Twiml') ?? ''
  const code = /code is: ([\d, ]+)\./.exec(spoken)?.[1]?.replace(/\D/g, '') ?? ''
  expect(code).toHaveLength(6)
  for (let n = 0; n < 5; n++) await work.types(mira, '/oncall contact verify 123')
  expect(await work.types(mira, `/oncall contact verify ${code}`)).toContain('No code of yours is open')
  await work.types(mira, '/oncall contact')
  await work.fills(mira, { kind: 'call', value: '+12025550124' })
  const again = /code is: ([\d, ]+)\./.exec(phone.posted.at(-1)?.get('Twiml') ?? '')?.[1] ?? ''
  await work.fills(mira, { code: again })
  expect(JSON.stringify(work.form(mira))).toContain('+12025550124 · verified')
})

test('a flood of codes is refused', async () => {
  await using phone = await telephony()
  await using work = await open(phone.variables)
  for (let n = 0; n < 3; n++) await work.types(mira, '/oncall contact add sms +12025550123')
  expect(await work.types(clara, '/oncall contact add sms +12025550123')).toContain('Too many codes')
  expect(phone.posted).toHaveLength(3)
})

test('a number that cannot be called is said at once, without the number', async () => {
  await using phone = await telephony(() => 21_211)
  await using work = await open(phone.variables)
  await work.types(mira, '/oncall contact add call +12025550125')
  const { surface } = work.slack
  const said = JSON.stringify(surface.channels(mira).map(({ id }) => surface.messages(mira, id)))
  expect(said).toContain('could not send the code by phone call')
  expect(said).not.toContain('5550125')
})

test('without a provider nobody adds a number, and is told why', async () => {
  await using work = await open({})
  expect(await work.types(mira, '/oncall contact add call +12025550125')).toContain('have not connected that')
})
