/** Codes that verify a contact method. None is stored: each is made from its id and a secret outside the database. Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { day, hour } from '#time.ts'

/** The time a code can be typed, and how many wrong ones end it. */
export const [codeLives, wrongCodes] = [15 * 60_000, 5]

/** Six digits. */
export function codeFor(secret: string, id: string): string {
  const bytes = createHmac('sha256', secret).update(`muster contact code ${id}`).digest()
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

export function isCode(secret: string, id: string, typed: string): boolean {
  const [expected, given] = [codeFor(secret, id), typed.replace(/\D/g, '')]
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
}

/** Counts messages to an address without knowing it. */
export function addressHash(secret: string, value: string): string {
  return createHmac('sha256', secret).update(`muster contact ${value}`).digest('hex')
}

export interface Written {
  madeAt: Date
  person: string
  valueHash: string
}

/** Messages that are not pages: to one address, and codes that one person asks for. */
const most = { address: [3, hour], person: [5, hour], daily: [12, day] } as const

/** True when another of that purpose would be a flood, whoever is behind it. */
export function isFlood(
  written: readonly Written[],
  next: { purpose: 'code' | 'test'; person: string; valueHash: string },
  now: Date,
): boolean {
  const isFull = ([many, within]: readonly [number, number], fits: (one: Written) => boolean) =>
    written.filter((one) => +now - +one.madeAt < within && fits(one)).length >= many
  if (isFull(most.address, (one) => one.valueHash === next.valueHash)) return true
  const theirs = (one: Written) => one.person === next.person
  return next.purpose === 'code' && (isFull(most.person, theirs) || isFull(most.daily, theirs))
}
