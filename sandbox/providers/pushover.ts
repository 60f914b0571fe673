/** Pushover: a message to a user key; an emergency sounds until somebody acknowledges it, and has a receipt. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Later } from '../deliver/later.ts'
import type { SandboxClock } from '../surface.ts'
import type { Handset, Handsets } from './handsets.ts'
import { type HttpProvider, ProviderRefusal, type ProviderRequest, type TakenRequest } from './http.ts'
import type { Fate } from './provider-faults.ts'

export interface PushoverParts {
  clock: SandboxClock
  later: Later
  handsets: Handsets
  token: string
  /** Posts the news of an acknowledgement: without a signature, and only once. */
  tell(url: string, params: Record<string, string>): void
  changed(): void
}

export interface Receipt {
  receipt: string
  user: string
  tags: string[]
  acknowledgedAt: number
  lastDeliveredAt: number
  expiresAt: number
  /** Ended from our side. */
  canceled: boolean
  calledBackAt: number
  /** The last question about it. */
  askedAt: number
}

type Fields = Record<string, string>

const known = [
  'token',
  'user',
  'message',
  'title',
  'url',
  'url_title',
  'priority',
  'sound',
  'timestamp',
  'ttl',
  'tags',
  'device',
  'html',
  'monospace',
  'retry',
  'expire',
  'callback',
]
const longest: Record<string, number> = { message: 1024, title: 250, url: 512, url_title: 100 }
/** Seconds between two questions about one receipt. */
const pause = 5

export function makePushover(parts: PushoverParts): HttpProvider & { receipts: Receipt[] } {
  const { clock, later, handsets } = parts
  const receipts: Receipt[] = []
  const seconds = (): number => Math.floor(clock.now().getTime() / 1000)

  function after(ms: number, task: () => void): void {
    later.at(new Date(clock.now().getTime() + ms), task)
  }

  function send(fields: Fields): TakenRequest {
    signedIn(fields)
    const strange = Object.keys(fields).find((key) => !known.includes(key))
    if (strange !== undefined) throw refused({ [strange]: 'is unknown' })
    const { user = '', message = '', priority = '0', retry, expire } = fields
    if (!isKey(user)) throw refused({ user: 'invalid' }, 'the user key is wrong')
    if (message.trim() === '') throw refused({ message: 'cannot be blank' })
    for (const [key, length] of Object.entries(longest))
      if (Array.from(fields[key] ?? '').length > length) throw refused({ [key]: 'is too long' })
    if (!['-2', '-1', '0', '1', '2'].includes(priority)) throw refused({ priority: 'is invalid' })
    const isEmergency = priority === '2'
    const [every, until] = [Number(retry), Number(expire)]
    if (isEmergency && !(every >= 30)) throw refused({ retry: 'must be 30 seconds or more' })
    if (isEmergency && !(until >= 1 && until <= 10_800))
      throw refused({ expire: 'must be 10800 seconds or less' })
    const effect = (fate: Fate) => {
      const handset = handsets.reachedBy('pushoverUser', user)
      if (!handset) throw refused({ user: 'invalid' }, 'the user key is wrong')
      const receipt = isEmergency ? open(fields) : null
      if (!fate.undelivered)
        after(500 + fate.lateMs, () => handsets.arrive(handset, () => arrive(handset, fields, receipt)))
      return answer(receipt === null ? {} : { receipt: receipt.receipt })
    }
    return { way: 'push', to: user, effect }
  }

  function open({ user = '', tags = '', expire }: Fields): Receipt {
    const receipt: Receipt = {
      receipt: randomBytes(15).toString('hex'),
      user,
      tags: tags.split(',').filter((tag) => tag !== ''),
      acknowledgedAt: 0,
      lastDeliveredAt: 0,
      expiresAt: seconds() + Number(expire),
      canceled: false,
      calledBackAt: 0,
      askedAt: Number.NEGATIVE_INFINITY,
    }
    receipts.push(receipt)
    return receipt
  }

  function arrive(handset: Handset, fields: Fields, receipt: Receipt | null): void {
    if (receipt !== null && isOver(receipt)) return
    const id = receipt?.receipt ?? randomUUID()
    const push = {
      id,
      at: clock.now().toISOString(),
      via: 'pushover' as const,
      title: fields['title'] ?? '',
      message: fields['message'] ?? '',
      urgent: receipt !== null,
      buttons: receipt === null ? [] : ['Acknowledge'],
      ...(fields['url'] === undefined ? {} : { link: fields['url'] }),
      done: false,
    }
    handset.pushes.push(push)
    if (receipt !== null) {
      handset.buttons.set(id, async () => {
        if (isOver(receipt)) return false
        push.done = true
        acknowledge(receipt, fields['callback'])
        return true
      })
      sound(handset, receipt, Number(fields['retry']))
    } else if (fields['priority'] !== '-2' && fields['priority'] !== '-1')
      handsets.ring(handset, { way: 'push', id })
    parts.changed()
  }

  function sound(handset: Handset, receipt: Receipt, every: number): void {
    if (isOver(receipt)) return
    receipt.lastDeliveredAt = seconds()
    handsets.ring(handset, { way: 'push', id: receipt.receipt }, true)
    after(every * 1000, () => sound(handset, receipt, every))
  }

  function acknowledge(receipt: Receipt, callback: string | undefined): void {
    receipt.acknowledgedAt = seconds()
    parts.changed()
    if (callback === undefined) return
    receipt.calledBackAt = seconds()
    parts.tell(callback, {
      receipt: receipt.receipt,
      acknowledged: '1',
      acknowledged_at: String(receipt.acknowledgedAt),
      acknowledged_by: receipt.user,
      acknowledged_by_device: 'phone',
    })
  }

  function isOver({ acknowledgedAt, canceled, expiresAt }: Receipt): boolean {
    return acknowledgedAt > 0 || canceled || seconds() >= expiresAt
  }

  function receiptOf(id: string): Receipt {
    const receipt = receipts.find((one) => one.receipt === id)
    if (!receipt) throw refused({ receipt: 'not found' }, 'there is no such receipt', 404)
    return receipt
  }

  function ask(id: string, fields: Fields): TakenRequest {
    signedIn(fields)
    const receipt = receiptOf(id)
    const effect = () => {
      if (seconds() - receipt.askedAt < pause) throw refused({}, 'asked too often', 429)
      receipt.askedAt = seconds()
      const { acknowledgedAt, expiresAt, calledBackAt } = receipt
      return answer({
        acknowledged: Number(acknowledgedAt > 0),
        acknowledged_at: acknowledgedAt,
        acknowledged_by: acknowledgedAt > 0 ? receipt.user : '',
        acknowledged_by_device: acknowledgedAt > 0 ? 'phone' : '',
        last_delivered_at: receipt.lastDeliveredAt,
        expired: Number(seconds() >= expiresAt || receipt.canceled),
        expires_at: expiresAt,
        called_back: Number(calledBackAt > 0),
        called_back_at: calledBackAt,
      })
    }
    return { way: 'look', to: receipt.user, effect }
  }

  function cancel(which: (receipt: Receipt) => boolean, fields: Fields): TakenRequest {
    signedIn(fields)
    const effect = () => {
      const open = receipts.filter((one) => which(one) && !isOver(one))
      for (const receipt of open) {
        receipt.canceled = true
        const push = handsets
          .reachedBy('pushoverUser', receipt.user)
          ?.pushes.find((one) => one.id === receipt.receipt)
        if (push) push.done = true
      }
      parts.changed()
      return answer({ canceled: open.length })
    }
    return { way: 'look', to: '', effect }
  }

  function validate(fields: Fields): TakenRequest {
    signedIn(fields)
    const { user = '' } = fields
    const effect = () => {
      if (!handsets.reachedBy('pushoverUser', user))
        throw refused({ user: 'invalid' }, 'the user key is wrong')
      return answer({ group: 0, devices: ['phone'], licenses: ['Android'] })
    }
    return { way: 'look', to: user, effect }
  }

  function signedIn({ token = '' }: Fields): void {
    if (token !== parts.token) throw refused({ token: 'invalid' }, 'the application token is wrong')
  }

  function take(request: ProviderRequest): TakenRequest {
    const fields = fieldsOf(request)
    const { method } = request
    const path = request.path.replace(/^\/1\//, '').replace(/\.json$/, '')
    const [first = '', second = '', third = ''] = path.split('/')
    switch (`${method} ${first}`) {
      case 'POST messages':
        return send(fields)
      case 'POST users':
        if (second === 'validate') return validate(fields)
        break
      case 'GET receipts':
        if (third === '') return ask(second, fields)
        break
      case 'POST receipts':
        if (second === 'cancel_by_tag') return cancel(({ tags }) => tags.includes(third), fields)
        if (third === 'cancel') return cancel((one) => one === receiptOf(second), fields)
        break
      case 'GET apps':
        signedIn(fields)
        return { way: 'look', to: '', effect: () => answer({ limit: 10_000, remaining: 9_000, reset: 0 }) }
    }
    throw refused({}, 'there is no such page', 404)
  }

  return {
    provider: 'pushover',
    receipts,
    serves: ({ path }) => path.startsWith('/1/') && path.endsWith('.json'),
    take,
    refusal: (status, code) => refused({}, String(code), status).answer,
  }
}

/** Fields of a form, of JSON, or of the address. */
function fieldsOf({ method, contentType, body, query }: ProviderRequest): Fields {
  if (method !== 'POST') return Object.fromEntries(query)
  if (!contentType.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body))
  try {
    const read = JSON.parse(body) as Record<string, unknown>
    return Object.fromEntries(Object.entries(read).map(([key, value]) => [key, String(value)]))
  } catch {
    throw refused({}, 'the body is no JSON')
  }
}

function isKey(value: string): boolean {
  return /^[A-Za-z0-9]{30}$/.test(value)
}

function answer(more: Record<string, unknown>) {
  return { status: 200, body: { status: 1, request: randomUUID(), ...more } }
}

function refused(fields: Fields, said?: string, status = 400): ProviderRefusal {
  const errors = [
    said ??
      Object.entries(fields)
        .map((one) => one.join(' '))
        .join(', '),
  ]
  return new ProviderRefusal({ status, body: { ...fields, errors, status: 0, request: randomUUID() } })
}
