/** Reads what is typed after `quiet`. */
import { serviceCalled } from '#incidents/services-named.ts'
import type { QuietWish } from '#alerts/quiet.ts'
import { labelsIn } from './quiet-form.ts'

const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const lasting = /(?<!\S)(?:for )?(\d{1,4}) ?(m|h|d)(?:in(?:utes?)?|ours?|ays?)?(?=[\s:,]|$)/i

/** `checkout 2h deploy of the till`; null where it names nothing that is known, or no length. */
export function readQuietWords(
  words: string,
  services: Readonly<Record<string, { name: string | null }>>,
  now: Date,
): QuietWish | null {
  const text = words.slice(0, 1_000)
  const found = lasting.exec(text)
  if (found === null) return null
  const subject = text.slice(0, found.index).trim()
  const why = text
    .slice(found.index + found[0].length)
    .replace(/^\s*(?:because\s|[:,])/i, '')
    .trim()
  const ms = Number(found[1]) * unit[(found[2] ?? 'm').toLowerCase() as keyof typeof unit]
  const times = { from: now, to: new Date(+now + ms), why }
  if (subject.includes('=')) return { service: null, match: labelsIn(subject), ...times }
  const service = serviceCalled(services, subject)
  return service === null ? null : { service, match: {}, ...times }
}
