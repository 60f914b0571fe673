import { expect, test } from 'vitest'
import type { RawDelivery } from '#alerts/raw-delivery.ts'
import { readAll } from '#alerts/read-all.ts'
import { policySchema } from '#policy/policy.ts'
import { readDelivery } from './kinds.ts'

const topic = 'arn:aws:sns:eu-west-1:123456789012:alarms'
const { sources } = policySchema.parse({
  sources: {
    prom: { kind: 'alertmanager' },
    graf: { kind: 'grafana' },
    errors: { kind: 'sentry' },
    dog: { kind: 'datadog' },
    events: { kind: 'pagerduty' },
    aws: { kind: 'sns', topics: [topic] },
    own: {
      kind: 'generic',
      map: {
        key: '$.alert.id',
        title: '$.what',
        state: '$.checks[0].status',
        severity: '$.level',
        labels: '$.tags',
      },
    },
  },
})
const receivedAt = new Date('2026-11-20T06:00:00Z')

function read(source: string, body: unknown, about: Record<string, string> = {}) {
  const raw = typeof body === 'string' ? body : JSON.stringify(body)
  const delivery: RawDelivery = {
    id: `${source}:1`,
    source,
    about,
    body: Buffer.from(raw),
    receivedAt,
    lastReceivedAt: receivedAt,
    times: 1,
    counted: 0,
  }
  const { heard, outcome, why, confirmAt } = readAll(delivery, sources[source], readDelivery)
  return { outcome, why, confirmAt, said: heard.filter((one) => !one.ifOpen).map(({ sighting }) => sighting) }
}

const prom = {
  version: '4',
  groupKey: '{}',
  truncatedAlerts: 0,
  status: 'firing',
  externalURL: 'https://am.example.com',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'CheckoutErrors', severity: 'critical', service: 'checkout', pod: 'c-1' },
      annotations: { summary: '5xx above 2%', runbook_url: 'https://wiki.example.com/r/7' },
      startsAt: '2026-11-20T03:14:00.000Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'https://prom.example.com/graph?g0.expr=x',
      fingerprint: 'a1b2c3d4e5f60718',
    },
  ],
}

test('Alertmanager', () => {
  const [one] = read('prom', prom).said
  expect(one).toMatchObject({
    key: 'a1b2c3d4e5f60718',
    state: 'firing',
    title: '5xx above 2%',
    severity: 'critical',
    rule: 'CheckoutErrors',
    startsAt: new Date('2026-11-20T03:14:00.000Z'),
    endsAt: null,
    links: [
      { title: 'Runbook', url: 'https://wiki.example.com/r/7' },
      { title: 'Source', url: 'https://prom.example.com/graph?g0.expr=x' },
    ],
  })
  const ended = { ...prom.alerts[0], status: 'resolved', endsAt: '2026-11-20T03:31:00.000Z' }
  expect(read('prom', { ...prom, status: 'resolved', alerts: [ended] }).said[0]).toMatchObject({
    key: 'a1b2c3d4e5f60718',
    state: 'resolved',
    endsAt: new Date('2026-11-20T03:31:00.000Z'),
  })
})

test('Grafana: organisations apart, and no data is no outage', () => {
  const labels = { alertname: 'DatasourceNoData', rulename: 'Latency', severity: 'critical' }
  const alerts = [{ ...prom.alerts[0], labels, values: null }]
  expect(read('graf', { ...prom, version: '1', orgId: 7, alerts }).said[0]).toMatchObject({
    key: '7:a1b2c3d4e5f60718',
    severity: 'warning',
    rule: 'Latency',
  })
})

const actor = { type: 'application', id: 'sentry', name: 'Sentry' }

test('Sentry: an issue, its end, a metric, and what is no alert', () => {
  const event = {
    event_id: '9f8e',
    issue_id: '41',
    title: 'TypeError: total',
    culprit: 'pay in charge',
    level: 'fatal',
    project: 12,
    url: 'https://sentry.example.com/api/0/projects/acme/pay/events/9f8e/',
    release: 'shop@4.2.0',
    web_url: 'https://sentry.example.com/issues/41/events/9f8e/',
    tags: [['environment', 'production']],
  }
  const at = { 'sentry-hook-timestamp': '1795150800' }
  expect(
    read('errors', { action: 'triggered', actor, data: { event, triggered_rule: 'New error' } }, at).said,
  ).toMatchObject([
    {
      key: 'issue:41',
      state: 'firing',
      title: 'TypeError: total',
      severity: 'critical',
      rule: 'New error',
      at: new Date(1_795_150_800_000),
      labels: { environment: 'production', project: 'pay', service: 'pay' },
    },
  ])
  const issue = { id: '41', title: 'TypeError: total', level: 'error', project: { slug: 'pay' } }
  expect(read('errors', { action: 'resolved', data: { issue } }).said).toMatchObject([
    { key: 'issue:41', state: 'resolved', labels: { service: 'pay' } },
  ])
  expect(read('errors', { action: 'ignored', data: { issue } }).said).toMatchObject([{ state: 'resolved' }])
  expect(read('errors', { action: 'assigned', data: { issue } })).toMatchObject({
    outcome: 'nothing',
    said: [],
  })
  expect(
    read('errors', { action: 'triggered', data: {} }, { 'sentry-hook-resource': 'event_alert' }).outcome,
  ).toBe('unreadable')
  const metric_alert = {
    id: '88',
    title: 'Too many errors',
    date_started: '2026-11-20T05:00:00Z',
    date_closed: null,
    projects: ['pay'],
    alert_rule: { name: 'Too many errors' },
  }
  expect(
    read('errors', { action: 'critical', data: { metric_alert, description_text: '1200 events' } }).said,
  ).toMatchObject([
    {
      key: 'metric:88',
      severity: 'critical',
      title: 'Too many errors',
      body: '1200 events',
      labels: { service: 'pay' },
    },
  ])
})

test('Datadog, by its template', () => {
  const said = {
    muster: 1,
    cycle: '77',
    monitor: '5',
    transition: 'Triggered',
    type: 'error',
    priority: 'P2',
    title: '[P2] [Triggered on {host:web}] Cart is slow',
    tags: 'env:prod,service:cart',
    host: '$HOSTNAME',
    date: '1795147200000',
  }
  expect(read('dog', said).said).toMatchObject([
    {
      key: '77',
      title: 'Cart is slow',
      severity: 'error',
      labels: { service: 'cart', env: 'prod' },
      at: new Date(1_795_147_200_000),
    },
  ])
  expect(read('dog', { ...said, transition: 'Recovered', type: 'success' }).said).toMatchObject([
    { key: '77', state: 'resolved' },
  ])
  expect(read('dog', { ...said, transition: 'No Data' }).said).toMatchObject([{ severity: 'warning' }])
  expect(read('dog', { title: 'of somebody’s own' })).toMatchObject({ outcome: 'unreadable' })
})

test('CloudWatch by SNS: alarm, end, too little data, text, and a subscription', () => {
  const envelope = {
    MessageId: '1',
    TopicArn: topic,
    Timestamp: '2026-11-20T03:14:08Z',
    SignatureVersion: '2',
    Signature: 'x',
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/a.pem',
  }
  const alarm = {
    AlarmName: 'orders-5xx',
    AlarmDescription: 'Team: pay',
    NewStateValue: 'ALARM',
    StateChangeTime: '2026-11-20T03:14:07.123+0000',
    Region: 'EU (Ireland)',
    AlarmArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-5xx',
    Trigger: {
      MetricName: '5XX',
      Namespace: 'AWS/ApplicationELB',
      Dimensions: [{ name: 'LoadBalancer', value: 'app/x' }],
    },
  }
  const notify = (message: unknown) =>
    read('aws', {
      ...envelope,
      Type: 'Notification',
      Message: typeof message === 'string' ? message : JSON.stringify(message),
    })
  expect(notify(alarm).said).toMatchObject([
    {
      key: alarm.AlarmArn,
      title: 'orders-5xx',
      state: 'firing',
      startsAt: new Date('2026-11-20T03:14:07.123Z'),
      labels: { team: 'pay', region: 'eu-west-1', LoadBalancer: 'app/x' },
    },
  ])
  expect(notify({ ...alarm, NewStateValue: 'OK' }).said).toMatchObject([
    { state: 'resolved', startsAt: null },
  ])
  expect(notify({ ...alarm, NewStateValue: 'INSUFFICIENT_DATA' }).outcome).toBe('nothing')
  expect(notify('The disk is full\nof logs').said).toMatchObject([
    { title: 'The disk is full', state: 'firing' },
  ])
  const bridge = {
    'detail-type': 'CloudWatch Alarm State Change',
    resources: [alarm.AlarmArn],
    detail: { alarmName: 'orders-5xx', state: { value: 'ALARM', timestamp: '2026-11-20T03:14:07.123+0000' } },
  }
  expect(notify(bridge).said).toMatchObject([{ key: alarm.AlarmArn, title: 'orders-5xx', state: 'firing' }])
  const SubscribeURL = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription'
  expect(
    read('aws', { ...envelope, Type: 'SubscriptionConfirmation', Message: '', Token: 't', SubscribeURL }),
  ).toMatchObject({
    outcome: 'nothing',
    confirmAt: SubscribeURL,
  })
})

test('events as PagerDuty takes them', () => {
  const payload = {
    summary: 'Checkout is down',
    source: 'db-1',
    severity: 'critical',
    component: 'mysql',
    custom_details: { service: 'pay', load: 3, deep: {} },
  }
  const event = {
    routing_key: 'r',
    event_action: 'trigger',
    dedup_key: 'k1',
    payload,
    links: [{ href: 'https://a.example', text: 'Graph' }],
  }
  expect(read('events', event).said).toMatchObject([
    {
      key: 'k1',
      title: 'Checkout is down',
      severity: 'critical',
      labels: { component: 'mysql', service: 'pay', load: '3', origin: 'db-1' },
    },
  ])
  expect(read('events', { ...event, event_action: 'resolve', payload: undefined }).said).toMatchObject([
    { key: 'k1', state: 'resolved' },
  ])
  expect(read('events', { ...event, event_action: 'acknowledge' })).toMatchObject({ outcome: 'nothing' })
  expect(read('events', { ...event, event_action: 'explode' })).toMatchObject({ outcome: 'unreadable' })
})

test('any JSON, by the paths of the policy', () => {
  const body = {
    alert: { id: 9 },
    what: 'Queue is long',
    level: 'warn',
    checks: [{ status: 'bad' }],
    tags: ['team:pay', 'env=prod'],
  }
  expect(read('own', body).said).toMatchObject([
    {
      key: '9',
      title: 'Queue is long',
      severity: 'warning',
      state: 'firing',
      labels: { team: 'pay', env: 'prod' },
    },
  ])
  expect(read('own', { ...body, checks: [{ status: 'OK' }] }).said).toMatchObject([{ state: 'resolved' }])
  expect(read('own', { what: 'no id' })).toMatchObject({ outcome: 'unreadable' })
  expect(read('own', '{"alert":{"__proto__":{"id":"1"}}}')).toMatchObject({ outcome: 'unreadable' })
})

test.each([
  ['nothing', ''],
  ['no JSON', '{"alerts": ['],
  ['a number', '7'],
  ['null', 'null'],
  ['a list', '[]'],
  ['alerts of another kind', '{"alerts":[1]}'],
  ['a thousand levels', '['.repeat(1_000) + ']'.repeat(1_000)],
])('%s is shown as unreadable, whoever sends it, and none of it is repeated', (_, body) => {
  for (const source of Object.keys(sources)) {
    const { outcome, said, why } = read(source, body)
    expect([source, outcome]).toEqual([source, 'unreadable'])
    expect(said).toMatchObject([{ title: `Unreadable alert from ${source}`, rule: 'Unreadable' }])
    expect(why).not.toContain(body.slice(0, 12) || 'nothing')
  }
})

test('a huge delivery is cut, and read in little time', () => {
  const labels = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`l${n}`, 'v']))
  const alert = { ...prom.alerts[0], labels, annotations: { summary: 'x'.repeat(1_000_000) } }
  const began = performance.now()
  const [one] = read('prom', { ...prom, alerts: [alert] }).said
  expect(Object.keys(one?.labels ?? {})).toHaveLength(64)
  expect(one?.title.length).toBeLessThanOrEqual(200)
  expect(performance.now() - began).toBeLessThan(2_000)
})
