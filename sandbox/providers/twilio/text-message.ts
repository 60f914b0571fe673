import { mailDate } from './listing.ts'
import type { TelephonyAccount } from './account.ts'

export type TextStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received'

export interface TextMessage {
  sid: string
  account: TelephonyAccount
  to: string
  from: string
  body: string
  status: TextStatus
  direction: 'outbound-api' | 'outbound-reply' | 'inbound'
  createdAt: Date
  updatedAt: Date
  sentAt: Date | null
  errorCode: number | null
  tells: string | null
}

export function messageJson(message: TextMessage): Record<string, unknown> {
  const { sid, account, errorCode } = message
  const uri = `/2010-04-01/Accounts/${account.sid}/Messages/${sid}`
  return {
    sid,
    account_sid: account.sid,
    messaging_service_sid: null,
    to: message.to,
    from: message.from,
    body: message.body,
    status: message.status,
    direction: message.direction,
    num_segments: String(segmentsOf(message.body)),
    num_media: '0',
    date_created: mailDate(message.createdAt),
    date_updated: mailDate(message.updatedAt),
    date_sent: mailDate(message.sentAt),
    error_code: errorCode,
    error_message: errorCode === null ? null : 'Not delivered',
    price: null,
    price_unit: 'USD',
    api_version: '2010-04-01',
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  }
}

/** The alphabet of a text in one byte a letter; the last row takes two. */
const gsm7 = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const twice = new Set('^{}\\[~]|€')

/** Counts the parts that a text is sent in: 160 letters in one, 153 in each of several; outside the alphabet 70 and 67. */
export function segmentsOf(body: string): number {
  const letters = Array.from(body)
  const plain = letters.every((one) => gsm7.has(one) || twice.has(one))
  const size = plain ? letters.length + letters.filter((one) => twice.has(one)).length : body.length
  const [alone, each] = plain ? [160, 153] : [70, 67]
  return size <= alone ? 1 : Math.ceil(size / each)
}
