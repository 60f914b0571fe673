/** Alarms of CloudWatch inside a message: simple, composite, or as an event of EventBridge. */
import { z } from 'zod'
import { alertSeverityIn } from '#alerts/alert-severity.ts'
import type { Sighting } from '#alerts/sighting.ts'
import { firstText, instantOf, looseText } from './loose.ts'

const text = looseText
const alarm = z.looseObject({
  AlarmName: z.string(),
  AlarmDescription: text,
  AlarmArn: text,
  AWSAccountId: text,
  NewStateValue: z.string(),
  NewStateReason: text,
  StateChangeTime: z.unknown().optional(),
  Trigger: z
    .looseObject({
      MetricName: text,
      Namespace: text,
      Dimensions: z.array(z.looseObject({ name: text, value: text })).catch([]),
    })
    .optional(),
})

const bridged = z.looseObject({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  resources: z.array(z.string()).catch([]),
  detail: z.looseObject({
    alarmName: z.string(),
    state: z.looseObject({ value: z.string(), reason: text, timestamp: z.unknown().optional() }),
    configuration: z.looseObject({ description: text }).optional(),
  }),
})

interface Notified {
  message: string
  subject: string | null
  topic: string
}

/** Words of an alarm; a message that is none is an alert by its subject. */
export function alarmIn({ message, subject, topic }: Notified, receivedAt: Date): Sighting[] {
  const json = parsed(message)
  const event = bridged.safeParse(json).data
  const found = event === undefined ? alarm.safeParse(json).data : asAlarm(event)
  const blank = { links: [], startsAt: null, endsAt: null, at: receivedAt, rule: null, body: '' }
  if (found === undefined) {
    const title = firstText(subject, message.slice(0, 500).split('\n')[0]) ?? 'A message without words'
    const said = { key: `${topic} ${title}`, title, body: message.slice(0, 5_000), labels: { topic } }
    return [{ ...blank, ...said, state: 'firing', severity: 'error' }]
  }
  // Too little data is no outage: the alarm stays what it was.
  if (found.NewStateValue !== 'ALARM' && found.NewStateValue !== 'OK') return []
  const at = instantOf(found.StateChangeTime) ?? receivedAt
  const state = found.NewStateValue === 'ALARM' ? ('firing' as const) : ('resolved' as const)
  const arn = found.AlarmArn ?? `${found.AWSAccountId ?? ''} ${found.AlarmName}`
  const region = arn.split(':')[3] ?? null
  const described = describedIn(found.AlarmDescription ?? '')
  return [
    {
      ...blank,
      key: arn,
      state,
      title: found.AlarmName,
      body: [found.AlarmDescription, found.NewStateReason].filter(Boolean).join('\n'),
      severity: alertSeverityIn(described['severity']),
      labels: { ...labelsIn(found, region), ...described },
      links: region === null ? [] : [{ title: 'CloudWatch', url: consoleUrl(region, found.AlarmName) }],
      rule: found.AlarmName,
      at,
      startsAt: state === 'firing' ? at : null,
    },
  ]
}

function asAlarm({ resources, detail }: z.output<typeof bridged>): z.output<typeof alarm> {
  return {
    AlarmName: detail.alarmName,
    AlarmDescription: detail.configuration?.description ?? null,
    AlarmArn: resources[0] ?? null,
    AWSAccountId: null,
    NewStateValue: detail.state.value,
    NewStateReason: detail.state.reason,
    StateChangeTime: detail.state.timestamp,
  }
}

function labelsIn({ AlarmName, AWSAccountId, Trigger }: z.output<typeof alarm>, region: string | null) {
  const dimensions = (Trigger?.Dimensions ?? []).map(({ name, value }) => [name ?? '', value] as const)
  const named = {
    alarm: AlarmName,
    account: AWSAccountId,
    region,
    metric: Trigger?.MetricName,
    namespace: Trigger?.Namespace,
  }
  const all = [...Object.entries(named), ...dimensions]
  return Object.fromEntries(all.flatMap(([name, value]) => (name && value ? [[name, value] as const] : [])))
}

/** `Severity: critical` and a few others that people write into a description. */
function describedIn(description: string): Record<string, string> {
  const pairs = description
    .slice(0, 2_000)
    .matchAll(/\b(severity|service|team|env)\s?[:=]\s?([\w.-]{1,60})/gi)
  return Object.fromEntries([...pairs].map(([, name = '', value = '']) => [name.toLowerCase(), value]))
}

function consoleUrl(region: string, name: string): string {
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message)
  } catch {
    return null
  }
}
