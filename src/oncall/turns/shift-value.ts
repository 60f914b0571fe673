/** A shift as the value of a button or a choice: `<rota> <its start, ISO>`. */
import { z } from 'zod'
import type { Rota } from './rota.ts'

export function shiftValue({ rota, start }: { rota: Pick<Rota, 'id'>; start: Date }): string {
  return `${rota.id} ${start.toISOString()}`
}

/** Years have four digits: `Date` reads more than any database keeps. */
const isoInstant = z.iso.datetime()

/** Reads a `shiftValue`; null for any other text. */
export function parseShift(value: string): { rota: string; start: Date } | null {
  const [rota = '', instant = ''] = value.split(' ')
  return rota !== '' && isoInstant.safeParse(instant).success ? { rota, start: new Date(instant) } : null
}
