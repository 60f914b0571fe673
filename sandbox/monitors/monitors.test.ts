import { createHmac, createVerify, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'
import { type Manner, sources } from './monitors.ts'
import { type HeardLetter, startTestMonitors, type TestMonitors } from './test-monitors.ts'

const checkout = { title: 'CheckoutErrors', service: 'checkout' }
const minutes = 60_000

function secretOf(t: TestMonitors, source: string): string {
  return t.environment()[`MUSTER_SOURCE_${source.toUpperCase()}`] ?? ''
}

function last(t: TestMonitors): HeardLetter {
  const letter = t.heard.at(-1)
  if (!letter) throw new Error('Nothing was heard.')
  return letter
}

test('a set of labels has the fingerprint that Prometheus gives it', () => {
  // The empty set has the start value of FNV-1a.
  expect(fingerprint({})).toBe('cbf29ce484222325')
  expect(fingerprint({ b: '2', a: '1' })).toBe(fingerprint({ a: '1', b: '2' }))
  expect(fingerprint({ ab: 'c' })).not.toBe(fingerprint({ a: 'bc' }))
})

test('Alertmanager tells all alerts of a group in one letter, and proves itself with its token', async () => {
  await using t = await startTestMonitors()
  await t.tellAll('prom', 'firing', [checkout, { ...checkout, labels: { pod: 'c-2' } }])
  expect(last(t)).toMatchObject({
    path: '/hooks/prom',
    headers: { authorization: `Bearer ${secretOf(t, 'prom')}` },
    json: {
      version: '4',
      status: 'firing',
      groupLabels: { alertname: 'CheckoutErrors' },
      truncatedAlerts: 0,
    },
  })
  expect(last(t).json.alerts).toMatchObject([
    {
      status: 'firing',
      endsAt: '0001-01-01T00:00:00Z',
      labels: { service: 'checkout', severity: 'critical' },
    },
    { labels: { pod: 'c-2' } },
  ])
  const [first, second] = last(t).json.alerts
  expect(first.fingerprint).toMatch(/^[0-9a-f]{16}$/)
  expect(second.fingerprint).not.toBe(first.fingerprint)
})

test.each(['prom', 'grafana'])('%s keeps the beginning of an episode until it is over', async (source) => {
  await using t = await startTestMonitors()
  const began = t.now().toISOString()
  const said = async (manner: Manner) => {
    await t.tell(source, manner, checkout)
    await t.pass(5 * minutes)
    return last(t).json.alerts[0]
  }
  expect(await said('firing')).toMatchObject({ status: 'firing', startsAt: began })
  expect(await said('firing')).toMatchObject({ status: 'firing', startsAt: began })
  const ended = await said('resolved')
  expect(ended).toMatchObject({ status: 'resolved', startsAt: began, endsAt: '2027-02-12T03:10:00.000Z' })
  expect(await said('repeated')).toEqual(ended)
  expect(await said('late')).toMatchObject({ status: 'firing', startsAt: began })
  expect(await said('firing')).toMatchObject({ status: 'firing', startsAt: '2027-02-12T03:25:00.000Z' })
})

test('Grafana signs its letter with the time', async () => {
  await using t = await startTestMonitors()
  await t.tell('grafana', 'firing', checkout)
  const { headers, body } = last(t)
  const text = `${String(headers['x-grafana-alerting-timestamp'])}:${body}`
  const signature = createHmac('sha256', secretOf(t, 'grafana')).update(text).digest('hex')
  expect(headers['x-grafana-alerting-signature']).toBe(signature)
  await t.tell('grafana', 'forged', checkout)
  expect(last(t).body).toBe(body)
  expect(last(t).headers['x-grafana-alerting-signature']).not.toBe(signature)
})

test('Sentry signs, and tells of issues, of their end and of metrics', async () => {
  await using t = await startTestMonitors()
  await t.tell('sentry', 'firing', { title: 'TypeError: total', service: 'pay' })
  const { headers, body, json } = last(t)
  const signature = createHmac('sha256', secretOf(t, 'sentry')).update(body).digest('hex')
  expect(headers).toMatchObject({ 'sentry-hook-resource': 'event_alert', 'sentry-hook-signature': signature })
  expect(json).toMatchObject({
    action: 'triggered',
    data: { event: { title: 'TypeError: total', level: 'fatal' } },
  })
  await t.tell('sentry', 'resolved', { title: 'TypeError: total', service: 'pay' })
  expect(last(t).headers['sentry-hook-resource']).toBe('issue')
  expect(last(t).json).toMatchObject({
    action: 'resolved',
    data: { issue: { id: json.data.event.issue_id } },
  })
  await t.tell('sentry', 'firing', { title: 'Too slow', form: 'metric', severity: 'warning' })
  expect(last(t).json).toMatchObject({ action: 'warning', data: { metric_alert: { title: 'Too slow' } } })
})

test('Datadog fills in the template; one cycle lasts from the trigger to the recovery', async () => {
  await using t = await startTestMonitors()
  const cycles = []
  for (const manner of ['firing', 'resolved', 'firing'] as const) {
    await t.tell('datadog', manner, checkout)
    await t.pass(minutes)
    cycles.push(last(t).json.cycle)
  }
  const [first, second, third] = cycles
  expect(second).toBe(first)
  expect(third).not.toBe(first)
  expect(t.heard.map(({ json }) => json.transition)).toEqual(['Triggered', 'Recovered', 'Triggered'])
  await t.tell('datadog', 'malformed', checkout)
  expect(last(t).json).toBeUndefined()
})

const order = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

test('SNS waits until its subscription is confirmed, and signs with the certificate it names', async () => {
  await using t = await startTestMonitors()
  const base = t.environment()['SNS_URL'] ?? ''
  const fetched = async (url: string) => {
    const { host, pathname, search } = new URL(url)
    expect(host).toBe('sns.eu-west-1.amazonaws.com')
    return fetch(base + pathname + search)
  }
  const isSigned = async ({ json }: HeardLetter) => {
    const certificate = new X509Certificate(await (await fetched(json.SigningCertURL)).text())
    expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(t.now().getTime())
    const text = order.filter((key) => key in json).map((key) => `${key}\n${json[key]}\n`)
    const verify = createVerify('RSA-SHA1').update(text.join(''))
    return verify.verify(certificate.publicKey, json.Signature, 'base64')
  }
  await t.tell('aws', 'firing', checkout)
  expect(t.heard.map(({ json }) => json.Type)).toEqual(['SubscriptionConfirmation'])
  expect(await isSigned(last(t))).toBe(true)
  expect((await fetched(last(t).json.SubscribeURL.replace(/Token=./, 'Token='))).status).toBe(400)
  expect((await fetched(last(t).json.SubscribeURL)).status).toBe(200)
  await t.settled()
  expect(last(t).json).toMatchObject({
    Type: 'Notification',
    TopicArn: 'arn:aws:sns:eu-west-1:123456789012:aws-alarms',
  })
  expect(last(t).headers['content-type']).toBe('text/plain; charset=UTF-8')
  expect(JSON.parse(last(t).json.Message)).toMatchObject({
    AlarmName: 'CheckoutErrors',
    NewStateValue: 'ALARM',
  })
  expect(await isSigned(last(t))).toBe(true)
  const id = last(t).json.MessageId
  await t.tell('aws', 'repeated', checkout)
  expect(last(t).json.MessageId).toBe(id)
  await t.tell('aws', 'forged', checkout)
  expect(await isSigned(last(t))).toBe(false)
})

test('a client of PagerDuty resolves under the key that it triggered', async () => {
  await using t = await startTestMonitors()
  await t.tell('events', 'firing', checkout)
  const { path, json } = last(t)
  expect(path).toBe('/v2/enqueue')
  expect(json).toMatchObject({
    routing_key: secretOf(t, 'events'),
    payload: { summary: 'CheckoutErrors', severity: 'critical' },
  })
  await t.tell('events', 'resolved', checkout)
  expect(last(t).json).toEqual({
    routing_key: json.routing_key,
    dedup_key: json.dedup_key,
    event_action: 'resolve',
  })
  t.answers.push(200)
  await t.tell('events', 'firing', checkout)
  expect(t.sent().at(-1)).toMatchObject({
    outcome: 'taken',
    complaint: 'it expects 202, and was answered 200',
  })
})

test('a job says that it lives until it is stopped', async () => {
  await using t = await startTestMonitors()
  t.beat('jobs', 5 * minutes)
  await t.pass(16 * minutes)
  expect(t.heard.map(({ path }) => path)).toEqual(Array(4).fill(`/hooks/jobs/${secretOf(t, 'jobs')}`))
  t.beat('jobs', null)
  await t.pass(60 * minutes)
  expect(t.heard).toHaveLength(4)
})

test.each([
  ['prom', 503, 'sends again'],
  ['prom', 429, 'gives up'],
  ['prom', 400, 'gives up'],
  ['grafana', 503, 'gives up'],
  ['sentry', 503, 'gives up'],
  ['datadog', 503, 'sends again'],
  ['datadog', 0, 'sends again'],
  ['aws', 503, 'sends again'],
  ['aws', 403, 'gives up'],
  ['events', 429, 'sends again'],
  ['events', 400, 'gives up'],
  ['own', 503, 'sends again'],
])('%s, answered %i, %s', async (source, status, habit) => {
  await using t = await startTestMonitors()
  t.amazon.topic('aws-alarms').confirmed = true
  t.answers.push(status)
  const [first] = await t.tell(source, 'firing', checkout)
  expect(first?.outcome).toBe(habit === 'gives up' ? 'given up' : 'again')
  const [letter] = t.heard
  await t.pass(10 * minutes)
  expect(t.heard).toHaveLength(habit === 'gives up' ? 1 : 2)
  expect(last(t).body).toBe(letter?.body)
})

test('one that is never answered gives up in the end', async () => {
  await using t = await startTestMonitors()
  t.connectTo(null)
  await t.tell('own', 'firing', checkout)
  await t.pass(60 * minutes)
  expect(t.sent().map(({ outcome }) => outcome)).toEqual(['again', 'again', 'again', 'given up'])
})

test.each(Object.keys(sources))(
  '%s: nothing it sends lacks a path, a body of its own, or the secret',
  async (source) => {
    await using t = await startTestMonitors()
    for (const manner of ['firing', 'malformed', 'resolved', 'late', 'repeated'] as const)
      for (const { path, headers, body } of t.letters(source, manner, checkout)) {
        expect(path).toMatch(/^\/(hooks\/[a-z]+(\/[0-9a-f]{32})?|v2\/enqueue)$/)
        const isProven = ['aws', 'grafana', 'sentry'].includes(source)
        if (!isProven) expect(path + JSON.stringify(headers) + body).toContain(secretOf(t, source))
      }
  },
)
