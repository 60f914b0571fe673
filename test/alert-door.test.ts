/** The door for alerts: what each monitoring sends is kept before it is answered, and nothing of anybody else's. */
import { createHmac, createSign } from 'node:crypto'
import { expect, test } from 'vitest'
import { createAlertIntake } from '#alerts/intake-service.ts'
import { readAll } from '#alerts/read-all.ts'
import type { Db } from '#db/database.ts'
import { alertDoor } from '#hooks/alert-door.ts'
import { readDelivery } from '#hooks/kinds.ts'
import { createSnsCertificates } from '#hooks/sns-certificate.ts'
import { policySchema } from '#policy/policy.ts'
import { makeCertificate } from '../sandbox/monitors/certificate.ts'
import { startMonitors } from '../sandbox/monitors/monitors.ts'
import { testDatabase } from './database.ts'

const START = Date.parse('2026-11-20T08:00:00Z')
const clock = { now: () => new Date(START) }
const topic = 'arn:aws:sns:eu-west-1:123456789012:aws-alarms'
const { sources } = policySchema.parse({
  sources: {
    prom: { kind: 'alertmanager' },
    grafana: { kind: 'grafana', timestamp_header: 'X-Grafana-Alerting-Timestamp' },
    plain: { kind: 'grafana' },
    sentry: { kind: 'sentry' },
    datadog: { kind: 'datadog' },
    aws: { kind: 'sns', topics: [topic] },
    events: { kind: 'pagerduty' },
    own: {
      kind: 'generic',
      map: {
        key: '$.id',
        title: '$.what',
        body: '$.details',
        state: '$.status',
        severity: '$.level',
        labels: '$.tags',
      },
    },
    jobs: { kind: 'heartbeat', every: '15m' },
  },
})

const own = Object.fromEntries(
  Object.keys(sources).map((name) => [name, [`the-secret-of-${name}`, `the-older-one-of-${name}`]]),
)

function open(
  db: Db,
  secrets: Record<string, string[]> = own,
  certificate: (url: string) => Promise<string> = async () => '',
) {
  const logged: unknown[] = []
  const door = alertDoor({
    clock,
    intake: createAlertIntake({ db, clock }),
    sources,
    secrets,
    certificate,
    log: { warn: (...words) => logged.push(words) },
  })
  const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const answer = await door.request(path, { method: 'POST', body, headers })
    return { status: answer.status, says: await answer.text() }
  }
  return {
    door,
    post,
    logged,
    kept: () => db.selectFrom('alert_delivery').selectAll().orderBy('id').execute(),
  }
}

const alertBody = JSON.stringify({
  alerts: [{ status: 'firing', labels: { alertname: 'Disk' }, fingerprint: 'f1' }],
})

test('every monitoring of the sandbox is understood, and a forged word of it refused', async () => {
  await using database = await testDatabase()
  await using monitors = await startMonitors({ clock })
  const environment = monitors.environment()
  const secrets = Object.fromEntries(
    Object.keys(sources).map((name) => [
      name,
      [environment[`MUSTER_SOURCE_${name.toUpperCase()}`] ?? 'nobody knows it'],
    ]),
  )
  const certificate = createSnsCertificates({ clock, base: environment['SNS_URL'] ?? null })
  const { post, kept } = open(database.db, secrets, certificate)
  const trouble = { title: 'Checkout is slow', service: 'checkout', severity: 'critical' as const }
  for (const name of ['prom', 'grafana', 'sentry', 'datadog', 'aws', 'events', 'own', 'jobs']) {
    for (const manner of ['firing', 'resolved', 'malformed', 'forged'] as const)
      for (const { path, headers, body } of monitors.letters(name, manner, trouble)) {
        const { status } = await post(path, body, { ...headers })
        expect([name, manner, status]).toEqual([
          name,
          manner,
          manner === 'forged' ? (name === 'events' ? 400 : 401) : name === 'aws' ? 200 : 202,
        ])
      }
  }
  const outcomes = (await kept()).map(({ received_at, last_received_at, ...row }) =>
    readAll(
      { ...row, receivedAt: received_at, lastReceivedAt: last_received_at },
      sources[row.source],
      readDelivery,
    ),
  )
  for (const name of ['prom', 'grafana', 'datadog', 'events', 'own'])
    expect(
      outcomes.filter(({ delivery }) => delivery.source === name).map(({ outcome }) => outcome),
    ).toContain('unreadable')
  const told = outcomes.flatMap(({ heard }) =>
    heard.filter((one) => !one.ifOpen && one.sighting.rule !== 'Unreadable'),
  )
  for (const name of ['prom', 'grafana', 'sentry', 'datadog', 'aws', 'events', 'own'])
    expect([
      name,
      told.some(({ source, sighting }) => source === name && sighting.state === 'firing'),
    ]).toEqual([name, true])
})

test('the secret may be in the address, a bearer’s token, a password or a header, and may be the older one', async () => {
  await using database = await testDatabase()
  const { post, kept } = open(database.db)
  const secret = 'the-secret-of-prom'
  const basic = `Basic ${Buffer.from(`muster:${secret}`).toString('base64')}`
  for (const [path, headers] of [
    [`/hooks/prom/${secret}`, {}],
    ['/hooks/prom/the-older-one-of-prom', {}],
    ['/hooks/prom', { authorization: `Bearer ${secret}` }],
    ['/hooks/prom', { authorization: basic }],
    ['/hooks/prom', { 'x-muster-secret': secret }],
  ] as const)
    expect(await post(path, alertBody, headers)).toEqual({ status: 202, says: '{"status":"accepted"}' })
  expect(await kept()).toMatchObject([{ source: 'prom', times: 5, decided_at: null }])
})

test.each<[string, Record<string, string>]>([
  ['/hooks/prom', {}],
  ['/hooks/prom/', {}],
  ['/hooks/prom/the-secret-of-own', {}],
  ['/hooks/prom/the-secret-of-pro', {}],
  ['/hooks/prom', { authorization: 'Bearer the-secret-of-jobs' }],
  ['/hooks/prom', { authorization: 'Bearer' }],
  ['/hooks/sentry/the-secret-of-sentry', {}],
  ['/hooks/aws', {}],
  ['/hooks/nobody/the-secret-of-prom', {}],
  ['/hooks/constructor/x', {}],
])('%s %j is refused, and nothing is kept', async (path, headers) => {
  await using database = await testDatabase()
  const { post, kept, logged } = open(database.db)
  expect([401, 404]).toContain((await post(path, alertBody, headers)).status)
  expect(await kept()).toEqual([])
  expect(logged).toEqual([])
})

const grafanaHeaders = (time: number, body = alertBody, secret = 'the-secret-of-grafana') => ({
  'x-grafana-alerting-timestamp': String(time),
  'x-grafana-alerting-signature': createHmac('sha256', secret).update(`${time}:${body}`).digest('hex'),
})

test('Grafana’s signature is over its time as well: an old request cannot be sent again', async () => {
  await using database = await testDatabase()
  const { post } = open(database.db)
  const now = START / 1_000
  const status = async (headers: Record<string, string>, body = alertBody, name = 'grafana') =>
    (await post(`/hooks/${name}`, body, headers)).status
  expect(await status(grafanaHeaders(now))).toBe(202)
  expect(await status(grafanaHeaders(now - 301))).toBe(401)
  expect(await status(grafanaHeaders(now + 301))).toBe(401)
  expect(await status({ ...grafanaHeaders(now - 301), 'x-grafana-alerting-timestamp': String(now) })).toBe(
    401,
  )
  expect(await status(grafanaHeaders(now), `${alertBody} `)).toBe(401)
  expect(await status(grafanaHeaders(now, alertBody, 'another secret'))).toBe(401)
  const bodyOnly = createHmac('sha256', 'the-secret-of-grafana').update(alertBody).digest('hex')
  expect(await status({ 'x-grafana-alerting-signature': bodyOnly })).toBe(401)
  const plain = createHmac('sha256', 'the-secret-of-plain').update(alertBody).digest('hex')
  expect(await status({ 'x-grafana-alerting-signature': plain }, alertBody, 'plain')).toBe(202)
})

test('Amazon’s messages: signed by its own certificate, of a topic on the list, and not a byte else', async () => {
  await using database = await testDatabase()
  const { pem, privateKey } = makeCertificate({
    name: 'sns',
    from: new Date(START - 1e9),
    until: new Date(START + 1e9),
  })
  const stale = makeCertificate({ name: 'sns', from: new Date(START - 2e9), until: new Date(START - 1e9) })
  const asked: string[] = []
  const certificates: Record<string, string> = {
    'https://sns.eu-west-1.amazonaws.com/a.pem': pem,
    'https://sns.eu-west-1.amazonaws.com/old.pem': stale.pem,
    'https://sns.eu-west-1.amazonaws.com/none.pem': 'no certificate',
  }
  const { post, kept } = open(database.db, own, async (url) => {
    asked.push(url)
    return certificates[url] ?? ''
  })
  const said = {
    Type: 'Notification',
    MessageId: 'm-1',
    TopicArn: topic,
    Subject: 'ALARM',
    Message: 'Something',
    Timestamp: '2026-11-20T08:00:00Z',
    SignatureVersion: '2',
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/a.pem',
  }
  const signed = (over: Partial<typeof said> = {}, key = privateKey) => {
    const whole = { ...said, ...over }
    const names = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const
    const text = names.map((name) => `${name}\n${whole[name]}\n`).join('')
    const algorithm = whole.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
    return { ...whole, Signature: createSign(algorithm).update(text).sign(key, 'base64') }
  }
  const status = async (body: object) =>
    (await post('/hooks/aws', JSON.stringify(body), { 'content-type': 'text/plain; charset=UTF-8' })).status
  expect(await status(signed())).toBe(200)
  expect(await status(signed())).toBe(200)
  expect(await status(signed({ MessageId: 'm-2', SignatureVersion: '1' }))).toBe(200)
  expect(await kept()).toMatchObject([{ id: 'aws:m-1', times: 2 }, { id: 'aws:m-2' }])
  for (const body of [
    { ...signed(), Message: 'Something else' },
    { ...signed(), Subject: undefined },
    { ...signed(), Signature: '' },
    signed({}, stale.privateKey),
    signed({ SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/old.pem' }, stale.privateKey),
    signed({ SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/none.pem' }),
    { ...said },
  ])
    expect(await status(body)).toBe(401)
  asked.length = 0
  expect(await status(signed({ TopicArn: 'arn:aws:sns:eu-west-1:999999999999:theirs' }))).toBe(401)
  expect(asked).toEqual([])
})

test.each([
  'http://sns.eu-west-1.amazonaws.com/a.pem',
  'https://sns.eu-west-1.amazonaws.com.evil.example/a.pem',
  'https://evil.example/sns.eu-west-1.amazonaws.com/a.pem',
  'https://sns.eu-west-1.amazonaws.com@evil.example/a.pem',
  'https://sns.eu-west-1.amazonaws.com:8443/a.pem',
  'https://s3.eu-west-1.amazonaws.com/a.pem',
  'https://sns.eu-west-1.amazonaws.com/a.txt',
  'file:///etc/passwd.pem',
  'not an address',
])('no certificate is fetched from %s', async (address) => {
  const certificate = createSnsCertificates({ clock, base: null })
  expect(await certificate(address)).toBe('')
})

test('PagerDuty’s clients are answered as PagerDuty answers', async () => {
  await using database = await testDatabase()
  const { post, kept } = open(database.db)
  const event = {
    routing_key: 'the-secret-of-events',
    event_action: 'trigger',
    dedup_key: 'k1',
    payload: { summary: 'x' },
  }
  expect(await post('/v2/enqueue', JSON.stringify(event))).toEqual({
    status: 202,
    says: '{"status":"success","message":"Event processed","dedup_key":"k1"}',
  })
  const { routing_key: _key, ...without } = event
  expect(
    (await post('/v2/enqueue', JSON.stringify(without), { 'x-routing-key': 'the-secret-of-events' })).status,
  ).toBe(202)
  expect((await post('/v2/enqueue?routing_key=the-secret-of-events', JSON.stringify(without))).status).toBe(
    202,
  )
  expect(
    (await post('/v2/enqueue', JSON.stringify({ ...event, routing_key: 'the-secret-of-own' }))).status,
  ).toBe(400)
  expect((await post('/v2/enqueue', 'no json')).status).toBe(400)
  const broken = '{"routing_key":"the-secret-of-events","event_action":'
  expect((await post('/v2/enqueue', broken)).status).toBe(202)
  // Two triggers are two: only the receiver knows if there was an end between them.
  expect(await kept()).toHaveLength(4)
})

test('a heart beats with whatever it can send, in one row', async () => {
  await using database = await testDatabase()
  const { door, post, kept } = open(database.db)
  expect((await post('/hooks/jobs/the-secret-of-jobs', '')).status).toBe(202)
  expect((await door.request('/hooks/jobs/the-secret-of-jobs')).status).toBe(202)
  expect((await door.request('/hooks/jobs/the-secret-of-own')).status).toBe(401)
  expect((await door.request('/hooks/prom/the-secret-of-prom')).status).toBe(404)
  expect(await kept()).toMatchObject([{ id: 'jobs:beat', times: 2 }])
})

test('a body of a hundred megabytes is refused before it is read', async () => {
  await using database = await testDatabase()
  const { door, kept } = open(database.db)
  let pulled = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(1_048_576))
      if (pulled > 100) controller.close()
    },
  })
  const endless: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  expect((await door.request('/hooks/prom/the-secret-of-prom', endless)).status).toBe(413)
  expect(pulled).toBeLessThan(8)
  expect(await kept()).toEqual([])
})

test('when the database is away the sender is told to come again, and no secret is logged', async () => {
  await using database = await testDatabase()
  await using away = await testDatabase()
  const broken = away.db.withPlugin({
    transformQuery() {
      throw new Error('the database is away')
    },
    transformResult: async ({ result }) => result,
  })
  const { post, logged } = open(broken)
  expect((await post('/hooks/prom/the-secret-of-prom', alertBody)).status).toBe(503)
  expect(logged).toHaveLength(1)
  expect(JSON.stringify(logged)).not.toContain('secret')
  const { post: again } = open(database.db)
  expect((await again('/hooks/prom/the-secret-of-prom', alertBody)).status).toBe(202)
})

test('what arrives together is kept together, each with its own answer', async () => {
  await using database = await testDatabase()
  const { post, kept } = open(database.db)
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, n) =>
      post('/hooks/own/the-secret-of-own', JSON.stringify({ id: n, what: 'x' })),
    ),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  expect(await kept()).toHaveLength(300)
})
