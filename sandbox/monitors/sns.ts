/** Amazon SNS with the alarms of CloudWatch: signed with a certificate. https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
import { createSign } from 'node:crypto'
import { amazonHost, type AmazonSigner } from './amazon.ts'
import { cloudWatchMessage } from './cloudwatch.ts'
import { fingerprint } from './fingerprint.ts'
import { type Habits, isLost, type Letter, type Monitor, type Notice, once, type Sender } from './monitor.ts'

const signed = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

/** Three more tries, 20 seconds apart. */
const habits: Habits = {
  ...once,
  pausesMs: [20_000, 20_000, 20_000],
  triesAgain: (status) => isLost(status) || status === 429,
}

/** Signature versions are "1" (SHA-1, Amazon's usual one) and "2" (SHA-256). */
export function makeSns({ source }: Sender, amazon: AmazonSigner, version: '1' | '2' = '1'): Monitor {
  const topic = amazon.topic(`${source}-alarms`)

  function letter(fields: Record<string, string>, id: string, extra: Record<string, string> = {}): Letter {
    const content: Record<string, string> = { ...fields, MessageId: uuid(id), TopicArn: topic.arn }
    const text = signed.filter((key) => key in content).map((key) => `${key}\n${content[key]}\n`)
    const algorithm = version === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
    const signature = createSign(algorithm).update(text.join('')).sign(amazon.privateKey(), 'base64')
    return {
      path: `/hooks/${source}`,
      headers: {
        'content-type': 'text/plain; charset=UTF-8',
        'user-agent': 'Amazon Simple Notification Service Agent',
        'x-amz-sns-message-type': content['Type'] ?? '',
        'x-amz-sns-message-id': content['MessageId'] ?? '',
        'x-amz-sns-topic-arn': topic.arn,
        ...extra,
      },
      body: JSON.stringify({
        ...content,
        SignatureVersion: version,
        Signature: signature,
        SigningCertURL: amazon.certificateUrl(),
      }),
    }
  }

  function notification(notice: Notice, message: string, subject: string): Letter {
    const subscribed = { 'x-amz-sns-subscription-arn': `${topic.arn}:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55` }
    const fields = { Type: 'Notification', Message: message, Timestamp: notice.at.toISOString() }
    // A subject has at most a hundred characters of ASCII.
    const heading = subject.replace(/[^ -~]/g, '?').slice(0, 100)
    return letter({ ...fields, Subject: heading }, notice.id, subscribed)
  }

  return {
    kind: 'sns',
    topic,
    letters: (notices) =>
      notices.map((one) => {
        const word = one.state === 'firing' ? 'ALARM' : 'OK'
        return notification(one, cloudWatchMessage(one), `${word}: "${one.title}" in EU (Ireland)`)
      }),
    // A message of no alarm: somebody else publishes to the topic.
    malformed: (notice) => notification(notice, '{"AlarmName": ', 'Test'),
    subscription: (now) => {
      const { token, arn } = topic
      return letter(
        {
          Type: 'SubscriptionConfirmation',
          Message: `You have chosen to subscribe to the topic ${arn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
          Token: token,
          SubscribeURL: `${amazonHost}/?Action=ConfirmSubscription&TopicArn=${arn}&Token=${token}`,
          Timestamp: now.toISOString(),
        },
        `subscription ${now.toISOString()}`,
      )
    },
    habits,
  }
}

function uuid(id: string): string {
  const hex = fingerprint({ id }) + fingerprint({ id: `${id} again` })
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
