/** Amazon's side of a topic: its certificate, and the page that confirms a subscription. */
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { type CertificateWords, makeCertificate, type SigningCertificate } from './certificate.ts'

const region = 'eu-west-1'
export const amazonHost = `https://sns.${region}.amazonaws.com`

/** Things with which Amazon signs. */
export interface AmazonSigner {
  certificateUrl(): string
  privateKey(): KeyObject
  topic(name: string): Topic
}

export interface Amazon extends AmazonSigner {
  /** Takes another certificate from now on, such as one that has run out. */
  renewCertificate(words: CertificateWords): void
  /** Signs with a key that is not in the certificate. */
  forged(): AmazonSigner
  /** Answers a request for this path and query; null when there is no such page. */
  page(path: string, query: URLSearchParams): { status: number; contentType: string; body: string } | null
}

export interface Topic {
  name: string
  arn: string
  token: string
  confirmed: boolean
}

export function makeAmazon(now: () => Date, onConfirmed: (topic: Topic) => void): Amazon {
  const topics = new Map<string, Topic>()
  let serial = 1
  let made: SigningCertificate | undefined
  const path = (): string => `/SimpleNotificationService-${String(serial).padStart(32, '0')}.pem`

  function certificate(): SigningCertificate {
    const day = 86_400_000
    made ??= makeCertificate({
      name: 'sns.amazonaws.com',
      from: new Date(now().getTime() - 300 * day),
      until: new Date(now().getTime() + 300 * day),
    })
    return made
  }

  function topicOf(name: string): Topic {
    const known = topics.get(name)
    if (known) return known
    const topic = {
      name,
      arn: `arn:aws:sns:${region}:123456789012:${name}`,
      token: randomBytes(64).toString('hex'),
      confirmed: false,
    }
    topics.set(name, topic)
    return topic
  }

  const certificateUrl = (): string => amazonHost + path()

  return {
    certificateUrl,
    privateKey: () => certificate().privateKey,
    topic: topicOf,
    forged() {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      return { certificateUrl, privateKey: () => privateKey, topic: topicOf }
    },
    renewCertificate(words) {
      serial += 1
      made = makeCertificate(words)
    },
    page(asked, query) {
      if (asked === path())
        return { status: 200, contentType: 'application/x-x509-ca-cert', body: certificate().pem }
      if (asked !== '/' || query.get('Action') !== 'ConfirmSubscription') return null
      const topic = topics.values().find((one) => one.arn === query.get('TopicArn'))
      const isRight = topic !== undefined && topic.token === query.get('Token')
      if (!isRight)
        return { status: 400, contentType: 'text/xml', body: xml('ErrorResponse', 'InvalidParameter') }
      topic.confirmed = true
      onConfirmed(topic)
      const arn = `<SubscriptionArn>${topic.arn}:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55</SubscriptionArn>`
      return { status: 200, contentType: 'text/xml', body: xml('ConfirmSubscriptionResponse', arn) }
    },
  }
}

function xml(name: string, content: string): string {
  return `<${name} xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${content}</${name}>`
}
