/** The text in a message of SNS about an alarm of CloudWatch: of one metric, of several alarms, by EventBridge, or as somebody wrote it. */
import type { Notice } from './monitor.ts'

export function cloudWatchMessage(notice: Notice): string {
  switch (notice.form) {
    case 'text':
      return `${notice.state === 'firing' ? notice.title : `OK: ${notice.title}`}\n${notice.text}`
    case 'eventbridge':
      return JSON.stringify(event(notice))
    default:
      return JSON.stringify(alarm(notice))
  }
}

function alarmArn({ title }: Notice): string {
  return `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${title}`
}

/** The time of the change of state: the offset has no colon. */
function changed({ state, startsAt, endsAt, at }: Notice): string {
  const change = state === 'firing' ? startsAt : (endsAt ?? at)
  return change.toISOString().replace('Z', '+0000')
}

function alarm(notice: Notice): Record<string, unknown> {
  const { title, text, state, service, labels, form } = notice
  const isFiring = state === 'firing'
  const dimensions = { ...(service !== null && { Service: service }), ...labels }
  const trigger = {
    MetricName: '5XX',
    Namespace: 'Velodrome/Shop',
    StatisticType: 'Statistic',
    Statistic: 'SUM',
    Unit: null,
    Dimensions: Object.entries(dimensions).map(([name, value]) => ({ value, name })),
    Period: 60,
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 20,
    TreatMissingData: 'missing',
    EvaluateLowSampleCountPercentile: '',
  }
  return {
    AlarmName: title,
    AlarmDescription: text,
    AWSAccountId: '123456789012',
    AlarmConfigurationUpdatedTimestamp: '2026-03-02T10:11:12.131+0000',
    NewStateValue: isFiring ? 'ALARM' : 'OK',
    NewStateReason: isFiring
      ? 'Threshold Crossed: 1 datapoint [57.0] was greater than the threshold (20.0).'
      : 'Threshold Crossed: 1 datapoint [3.0] was not greater than the threshold (20.0).',
    StateChangeTime: changed(notice),
    Region: 'EU (Ireland)',
    AlarmArn: alarmArn(notice),
    OldStateValue: isFiring ? 'OK' : 'ALARM',
    OKActions: ['arn:aws:sns:eu-west-1:123456789012:aws-alarms'],
    AlarmActions: ['arn:aws:sns:eu-west-1:123456789012:aws-alarms'],
    InsufficientDataActions: [],
    ...(form === 'composite' ? composite(notice) : { Trigger: trigger }),
  }
}

function composite(notice: Notice): Record<string, unknown> {
  const { state, title } = notice
  const child = alarmArn({ ...notice, title: `${title}-child` })
  const value = state === 'firing' ? 'ALARM' : 'OK'
  return {
    AlarmRule: `ALARM("${title}-child")`,
    TriggeringChildren: [{ Arn: child, State: { Value: value, Timestamp: changed(notice) } }],
  }
}

function event(notice: Notice): Record<string, unknown> {
  const isFiring = notice.state === 'firing'
  const change = changed(notice)
  return {
    version: '0',
    id: notice.id,
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '123456789012',
    time: `${notice.at.toISOString().slice(0, 19)}Z`,
    region: 'eu-west-1',
    resources: [alarmArn(notice)],
    detail: {
      alarmName: notice.title,
      state: {
        value: isFiring ? 'ALARM' : 'OK',
        reason: 'Threshold Crossed: 1 datapoint [57.0] crossed the threshold (20.0).',
        reasonData: '{"version":"1.0"}',
        timestamp: change,
      },
      previousState: { value: isFiring ? 'OK' : 'ALARM', reason: '', reasonData: '', timestamp: change },
      configuration: { description: notice.text, metrics: [] },
    },
  }
}
