import { z } from 'zod'

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
const pattern = /^(\d+[smhdw])( ?\d+[smhdw])*$/
const advice = 'must be a duration such as 30m, 2h30m or 5d'

/** `30m`, `2h30m`, `5d` as milliseconds. */
export const duration = z.string(advice).regex(pattern, advice).transform(milliseconds)

/** A duration, or `never`, which is null. */
export const durationOrNever = z
  .string(`${advice}, or never`)
  .regex(new RegExp(`^never$|${pattern.source}`), `${advice}, or never`)
  .transform((text) => (text === 'never' ? null : milliseconds(text)))

function milliseconds(text: string): number {
  return [...text.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  )
}
