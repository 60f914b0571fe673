/** A recorded day of five monitorings: what each sent, with repeats of two that watch the same and resends after an end. */
import type { NewDelivery } from '#alerts/delivery-store.ts'
import { policySchema } from '#policy/policy.ts'

const minute = 60_000
export const dayStart = Date.UTC(2026, 10, 20)

export const dayPolicy = policySchema.parse({
  sources: {
    prom: { kind: 'alertmanager' },
    graf: { kind: 'grafana' },
    errors: { kind: 'sentry' },
    dog: { kind: 'datadog' },
    aws: { kind: 'sns', topics: ['arn:aws:sns:eu-west-1:123456789012:alarms'] },
  },
  services: { checkout: { matches: [{ service: 'checkout' }] } },
  routes: [
    { when: { severity: 'critical' }, do: 'page', group_by: ['service'], window: '30m' },
    { when: { severity: 'error' }, do: 'show', group_by: ['rule'], window: '15m' },
  ],
})

type Sent = Pick<NewDelivery, 'source' | 'about'> & { body: string }

/** Small numbers that look like chance and are the same each time. */
export function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** About `count` deliveries, in the order in which they were sent. */
export function recordedDay(count: number): Sent[] {
  const pick = chance(7)
  const sent: { at: number; one: Sent }[] = []
  while (sent.length < count) {
    const begins = dayStart + pick(1_320) * minute + pick(60) * 1_000
    const ends = begins + (1 + pick(90)) * minute
    const kind = pick(5)
    const which = pick(12)
    const words =
      [family('prom'), family('graf'), sentryIssue, datadogCycle, cloudwatch][kind]?.(which, begins, ends) ??
      []
    // One in ten ends is never sent.
    sent.push(...(pick(10) === 0 ? words.slice(0, 1) : words))
  }
  return sent.toSorted((a, b) => a.at - b.at).map(({ one }) => one)
}

type Words = { at: number; one: Sent }[]
const services = ['checkout', 'search', 'pay']
const severities = ['critical', 'error', 'warning']
const iso = (ms: number) => new Date(ms).toISOString()

function family(source: string) {
  return (which: number, begins: number, ends: number): Words => {
    const labels = {
      alertname: `Rule${which % 4}`,
      service: services[which % 3] ?? '',
      severity: severities[which % 3] ?? '',
      pod: `p${which}`,
    }
    const body = (status: string, node: number) =>
      JSON.stringify({
        version: '4',
        status,
        node,
        alerts: [
          {
            status,
            labels,
            annotations: { summary: `Rule ${which} is ${status}` },
            startsAt: iso(begins),
            endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : iso(ends),
            fingerprint: `${source}${which}`,
          },
        ],
      })
    const say = (at: number, status: string, node: number) => ({
      at,
      one: { source, about: {}, body: body(status, node) },
    })
    return [
      say(begins, 'firing', 1),
      say(begins + 900, 'firing', 2),
      say(ends, 'resolved', 1),
      // Another node has not heard of the end yet.
      say(ends + 4_000, 'firing', 2),
      say(ends + 9_000, 'resolved', 2),
    ]
  }
}

function sentryIssue(which: number, begins: number, ends: number): Words {
  const issue = { id: String(which), title: `TypeError ${which}`, level: 'error', project: { slug: 'pay' } }
  const event = { issue_id: issue.id, title: issue.title, level: 'error', project_slug: 'pay' }
  const say = (at: number, action: string, data: object) => ({
    at,
    one: {
      source: 'errors',
      about: { 'sentry-hook-timestamp': String(Math.floor(at / 1_000)) },
      body: JSON.stringify({ action, data, sent: at }),
    },
  })
  return [
    say(begins, 'triggered', { event, triggered_rule: 'New error' }),
    say(begins + minute, 'triggered', { event, triggered_rule: 'New error' }),
    say(ends + minute, 'resolved', { issue }),
  ]
}

function datadogCycle(which: number, begins: number, ends: number): Words {
  const say = (at: number, transition: string) => ({
    at,
    one: {
      source: 'dog',
      about: {},
      body: JSON.stringify({
        muster: 1,
        cycle: `${which}-${begins}`,
        monitor: `m${which}`,
        transition,
        type: transition === 'Recovered' ? 'success' : 'error',
        priority: which % 2 ? 'P1' : 'P3',
        title: `[${transition}] Monitor ${which}`,
        tags: `service:${services[which % 3]},env:prod`,
        date: String(at),
      }),
    },
  })
  return [say(begins, 'Triggered'), say(begins + 2 * minute, 'Renotify'), say(ends + 3 * minute, 'Recovered')]
}

function cloudwatch(which: number, begins: number, ends: number): Words {
  const say = (at: number, state: string) => ({
    at,
    one: {
      source: 'aws',
      about: {},
      body: JSON.stringify({
        Type: 'Notification',
        MessageId: `${which}-${at}-${state}`,
        TopicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms',
        Timestamp: iso(at),
        SignatureVersion: '2',
        Signature: 'not looked at once it is stored',
        SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/a.pem',
        Message: JSON.stringify({
          AlarmName: `alarm-${which}`,
          AlarmDescription: which % 2 ? 'Severity: critical' : 'Team: pay',
          AlarmArn: `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:alarm-${which}`,
          NewStateValue: state,
          NewStateReason: 'Threshold crossed',
          StateChangeTime: iso(at).replace('Z', '+0000'),
        }),
      }),
    },
  })
  return [say(begins, 'ALARM'), say(ends, 'OK')]
}
