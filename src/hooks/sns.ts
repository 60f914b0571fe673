/** Amazon SNS: topics of the policy's list alone, each message signed by Amazon. */
import { createVerify, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { type DeliveryReading, Unreadable } from '#alerts/raw-delivery.ts'
import { alarmIn } from './cloudwatch.ts'
import { jsonOf } from './json-body.ts'
import type { KindOfSource } from './source-kind.ts'

const message = z.looseObject({
  Type: z.enum(['SubscriptionConfirmation', 'Notification', 'UnsubscribeConfirmation']),
  MessageId: z.string().min(1).max(200),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string().max(2_000),
  SigningCertURL: z.string().max(1_000),
  Subject: z.string().nullish(),
  SubscribeURL: z.string().max(2_000).optional(),
  Token: z.string().optional(),
})
type Message = z.output<typeof message>

const signedOf: Record<Message['Type'], readonly (keyof Message)[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}

/** Null for what SNS does not send, such as a raw delivery, which nobody signed. */
function messageIn(raw: Uint8Array): Message | null {
  try {
    return message.safeParse(jsonOf(raw)).data ?? null
  } catch {
    return null
  }
}

export const sns: KindOfSource<'sns'> = {
  success: { status: 200 },
  verify: async ({ raw, now }, _, { topics }, { certificate }) => {
    const said = messageIn(raw)
    if (said === null || !topics.includes(said.TopicArn)) return false
    const pem = await certificate(said.SigningCertURL)
    return pem !== '' && isSignedWith(pem, said, now)
  },
  repeatKey: ({ raw }) => messageIn(raw)?.MessageId ?? null,
  read: ({ body, receivedAt }): DeliveryReading => {
    const said = messageIn(body)
    if (said === null) throw new Unreadable('it is no message of SNS')
    // Somebody who unsubscribed is not subscribed again.
    if (said.Type === 'UnsubscribeConfirmation') return { sightings: [] }
    if (said.Type === 'SubscriptionConfirmation')
      return { sightings: [], ...(said.SubscribeURL !== undefined && { confirmAt: said.SubscribeURL }) }
    return {
      sightings: alarmIn(
        { message: said.Message, subject: said.Subject ?? null, topic: said.TopicArn },
        receivedAt,
      ),
    }
  },
}

function isSignedWith(pem: string, said: Message, now: Date): boolean {
  const text = signedOf[said.Type]
    .filter((name) => said[name] !== undefined && said[name] !== null)
    .map((name) => `${name}\n${String(said[name])}\n`)
    .join('')
  try {
    const { validFromDate, validToDate, publicKey } = new X509Certificate(pem)
    if (now < validFromDate || now > validToDate) return false
    const algorithm = said.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1'
    return createVerify(algorithm).update(text, 'utf8').verify(publicKey, said.Signature, 'base64')
  } catch {
    return false
  }
}
