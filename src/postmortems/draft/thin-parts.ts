/** Finds what may tell the impact, or what was going on before, where the record says little of it. Pure. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import type { OfferedWords } from './candidate.ts'
import { byMessage, keyOf, quoted } from './evidence.ts'
import type { Finding } from './finding.ts'
import { deniedKeys } from './judgements.ts'
import { isAssent, isTelling } from './telling.ts'
import { spoken } from './words.ts'

const mostOffered = 3

/** Fewer letters tell no impact. */
const thin = 25

export function impactCandidates(
  { resolution, reporter }: Incident,
  events: readonly Recorded[],
  findings: readonly Finding[],
): OfferedWords[] {
  if ((resolution?.impact ?? '').trim().length >= thin) return []
  const telling = findings.filter((one) => isTelling(one) && !isAssent(one.signs))
  const hurt = telling.filter(({ impact }) => impact !== '')
  const seen = telling.filter(({ message, signs }) => message.author === reporter && signs.claims !== '')
  return offered([...hurt, ...seen], deniedKeys(events, 'impact'), 'tells whom it hurts, or how it looked')
}

/** Deeds and changes before the first fix. */
export function contextCandidates(
  { fixes, resolvedAt }: Incident,
  events: readonly Recorded[],
  findings: readonly Finding[],
): OfferedWords[] {
  const until = fixes[0]?.startedAt ?? resolvedAt
  const before = findings.filter(({ isSaid, message }) => isSaid && (until === null || message.at <= until))
  if (before.some(({ changes, message }) => changes !== '' && !message.byApp)) return []
  const done = before.filter((one) => isTelling(one) && (one.signs.isDeed || one.signs.isHedged))
  const news = before.filter(({ message }) => message.byApp)
  return offered([...news, ...done], deniedKeys(events, 'context'), 'said before the first fix')
}

function offered(all: readonly Finding[], denied: ReadonlySet<string>, why: string): OfferedWords[] {
  return [...new Set(all)]
    .map(({ message }): OfferedWords => {
      const quote = spoken(message.text)
      const key = keyOf(byMessage(message))
      return { key, line: quoted(message, quote), quote, why, score: 0, isNamed: false }
    })
    .filter(({ key }) => !denied.has(key))
    .slice(0, mostOffered)
}
