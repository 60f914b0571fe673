/** Alerts as people see them: one message a group, what fires and why, and times of maintenance. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clara, devon, mira, openWorkplace, type Workplace } from './workplace.ts'

const secret = 'the secret of a monitoring'
const tomas = 'U06TOMAS'
const gus = 'U11GUS'
let work: Workplace
beforeAll(async () => {
  work = await openWorkplace(
    'http',
    {
      squads: { payments: { sem: [devon] } },
      services: {
        checkout: {
          name: 'Checkout',
          squad: 'payments',
          links: [{ title: 'Runbook', url: 'https://wiki.velodrome.example/checkout' }],
          matches: [{ service: 'checkout' }],
        },
        mail: { squad: 'payments', matches: [{ service: 'mail' }] },
      },
      sources: { prom: { kind: 'alertmanager' } },
      routes: [
        { when: { severity: 'warning' }, do: 'show' },
        { when: { severity: 'critical' }, do: 'page' },
      ],
    },
    undefined,
    undefined,
    { MUSTER_SOURCE_PROM: secret, MUSTER_URL: 'https://muster.velodrome.example' },
  )
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

interface Told {
  name: string
  state?: 'firing' | 'resolved'
  labels?: Record<string, string>
  began?: number
}

/** Sends what an Alertmanager sends; `began` in minutes before now. */
async function alert({ name, state = 'firing', labels = {}, began = 1 }: Told): Promise<void> {
  const startsAt = new Date(Math.floor(+work.now() / 60_000) * 60_000 - began * 60_000).toISOString()
  const endsAt = state === 'resolved' ? work.now().toISOString() : '0001-01-01T00:00:00Z'
  const told = { alertname: name, severity: 'warning', ...labels }
  const response = await fetch(`${work.url}/hooks/prom/${secret}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      version: '4',
      groupKey: '{}:{}',
      truncatedAlerts: 0,
      status: state,
      receiver: 'muster',
      groupLabels: {},
      commonLabels: told,
      commonAnnotations: {},
      externalURL: 'http://alertmanager.velodrome.example',
      alerts: [
        {
          status: state,
          labels: told,
          annotations: { summary: `${name} is wrong` },
          startsAt,
          endsAt,
          generatorURL: 'http://prometheus.velodrome.example/graph',
          fingerprint: createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16),
        },
      ],
    }),
  })
  expect(response.status).toBe(202)
  await work.settled()
}

function techSays(): string[] {
  const tech = work.slack.surface.channels(clara).find(({ name }) => name === 'tech-incidents')?.id ?? ''
  return work.slack.surface.messages(clara, tech).map(({ text }) => text)
}

async function pagesTo(person: string): Promise<string> {
  const dm = (await work.does(person, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  return work.slack.surface
    .messages(person, dm)
    .map(({ text }) => text)
    .join('\n')
}

async function lastOfTech(words: string) {
  const tech = work.slack.surface.channels(clara).find(({ name }) => name === 'tech-incidents')?.id ?? ''
  const message = work.slack.surface.messages(clara, tech).findLast(({ text }) => text.includes(words))
  if (!message) throw new Error(`nothing says ${words}: ${techSays().join('\n---\n')}`)
  return { channel: tech, ts: message.ts, text: message.text }
}

test('alerts of one group are one message, which grows and says that it is over', async () => {
  await alert({ name: 'CheckoutSlow', labels: { service: 'checkout', instance: 'a' } })
  expect((await lastOfTech('CheckoutSlow')).text).toMatch(/🟡 A\d+ Checkout: .*\n1 firing, since [^]*Runbook/)
  await alert({ name: 'CheckoutSlow', labels: { service: 'checkout', instance: 'b' } })
  await work.aMinuteLater()
  expect((await lastOfTech('CheckoutSlow')).text).toContain('2 firing, since ')
  await alert({ name: 'CheckoutSlow', state: 'resolved', labels: { service: 'checkout', instance: 'a' } })
  await work.aMinuteLater()
  expect((await lastOfTech('CheckoutSlow')).text).toContain('1 firing, 1 cleared')
  await alert({ name: 'CheckoutSlow', state: 'resolved', labels: { service: 'checkout', instance: 'b' } })
  await work.aMinuteLater()
  expect((await lastOfTech('CheckoutSlow')).text).toMatch(/✅ A\d+ Checkout[^]*All 2 cleared/)
  expect(techSays().filter((text) => text.includes('CheckoutSlow'))).toHaveLength(1)
})

test('what fires is listed by service, and each group says why it is as it is', async () => {
  await alert({ name: 'QueueLong', labels: { service: 'mail' } })
  await alert({ name: 'QueueLong', labels: { service: 'mail' } })
  const listed = await work.types(tomas, '/incident alerts')
  const [, group] = /(A\d+) QueueLong/.exec(listed) ?? []
  expect(listed).toMatch(/mail\n🟡 A\d+ QueueLong[^\n]* · 1 firing since/)
  expect(await work.types(tomas, '/incident alerts checkout')).toContain('Nothing is firing for Checkout.')
  expect(await work.types(tomas, '/incident alerts nonsense')).toContain('There is no service "nonsense".')
  const why = await work.types(tomas, `/incident alerts why ${group}`)
  expect(why).toContain('Route: what has severity warning shows it to engineers and pages nobody.')
  expect(why).toMatch(/Together: alerts of this route with [^]* within 30 min of another/)
  expect(why).toContain('Paged: nobody, as the route says.')
  expect(await work.types(tomas, '/incident alerts why A999')).toContain('There is no group of alerts A999.')
  expect(await work.types(gus, '/incident alerts', 'C05SEARCH')).toContain('Guests cannot see')
})

test('a person finds alerts not useful or wants an hour of quiet, and everybody reads who', async () => {
  await alert({ name: 'DiskFilling', labels: { service: 'mail' } })
  const shown = await lastOfTech('DiskFilling')
  await work.presses(clara, 'alert.not-useful', shown)
  await work.aMinuteLater()
  expect((await lastOfTech('DiskFilling')).text).toContain(`<@${clara}> found it not useful`)
  await work.presses(clara, 'alert.quiet', await lastOfTech('DiskFilling'))
  await work.aMinuteLater()
  expect((await lastOfTech('DiskFilling')).text).toMatch(new RegExp(`Quiet until .*, by <@${clara}>`))
})

test('what turned out to be an incident is declared with all that is known', async () => {
  await alert({ name: 'CardsRefused', labels: { service: 'checkout' }, began: 12 })
  await work.presses(clara, 'alert.declare', await lastOfTech('CardsRefused'))
  const asked = JSON.stringify(work.form(clara)?.view)
  expect(asked).toContain('CardsRefused')
  expect(asked).toMatch(/"initial_option":\{[^]*"value":"checkout"/)
  expect(asked).toContain('initial_date_time')
  await work.does(clara, { act: 'closeModal', viewId: work.form(clara)?.viewId ?? '' })
})

test('in maintenance alerts are shown and page nobody; it ends by itself and says so', async () => {
  expect(await work.types(mira, '/incident quiet checkout 30m the till moves')).toContain(
    'Only people who are on call themselves can say that alerts page nobody.',
  )
  expect(await work.types(clara, '/incident quiet checkut 30m x')).toContain('I cannot read that.')
  expect(await work.types(clara, '/incident quiet checkout 30m')).toContain('Say why')
  const made = await work.types(clara, '/incident quiet checkout 30m the till moves')
  expect(made).toContain('Alerts about Checkout page nobody from ')
  expect((await lastOfTech('Maintenance: Checkout')).text).toContain('the till moves')
  await alert({ name: 'CheckoutDown', labels: { service: 'checkout', severity: 'critical' } })
  expect((await lastOfTech('CheckoutDown')).text).toContain(
    'Maintenance of Checkout: it pages nobody until that is over.',
  )
  expect(await work.types(clara, '/incident alerts')).toMatch(
    /Maintenance\n\d+: Checkout from .* the till moves/,
  )
  expect(await pagesTo(devon)).not.toContain('CheckoutDown')
  await work.aMinuteLater(31)
  await work.settled()
  expect((await lastOfTech('Maintenance over: Checkout')).text).toContain('Its alerts page again.')
  expect(techSays().filter((text) => text.includes('Maintenance: Checkout'))).toEqual([])
  expect(await pagesTo(devon)).toContain('CheckoutDown')
})

test('the form asks for a time to come, which can be ended before', async () => {
  await work.types(clara, '/incident quiet')
  const from = new Date(+work.now() + 24 * 3_600_000)
  const to = new Date(+from + 3_600_000)
  expect(
    await work.fills(clara, {
      match: 'alertname=Disk*',
      from: from.toISOString(),
      to: to.toISOString(),
      why: 'disks',
    }),
  ).toEqual({ ok: true })
  const listed = await work.types(clara, '/incident alerts')
  const [, id] = /(\d+): alertname Disk\* from/.exec(listed) ?? []
  expect(await work.types(clara, `/incident quiet end ${id}`)).toContain('page again')
  expect(await work.types(clara, '/incident alerts')).not.toContain('alertname Disk*')
  expect(await work.types(clara, `/incident quiet end ${id}`)).toContain('is under way or to come')
})
