/** The cause as far as it is known: confirmed by a person, else suspected, else only the words nearest to the repair. Pure. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import type { OfferedWords } from './candidate.ts'
import { causeCandidates } from './candidates.ts'
import { type CitedLine, line, quoted } from './evidence.ts'
import type { Finding } from './finding.ts'
import { type Confirmed, confirmedIn, deniedKeys } from './judgements.ts'
import { isTelling } from './telling.ts'
import { spoken } from './words.ts'

export interface Cause {
  /** The words that a person called the cause, with who said them and who confirmed it. */
  confirmed: Confirmed | null
  /** Candidates for the cause, the likeliest first. */
  suspects: OfferedWords[]
  /** The last words before the fix that worked, where there is nothing better. */
  nearest: CitedLine | null
}

const mostOffered = 3

export function causeOf(
  incident: Incident,
  events: readonly Recorded[],
  findings: readonly Finding[],
): Cause {
  const denied = deniedKeys(events, 'cause')
  const left = causeCandidates(incident, events, findings).filter(({ key }) => !denied.has(key))
  return {
    confirmed: confirmedIn(events, 'cause', findings),
    suspects: left.slice(0, mostOffered),
    nearest: nearestWords(incident, findings),
  }
}

function nearestWords({ fixes, resolvedAt }: Incident, findings: readonly Finding[]): CitedLine | null {
  const worked = fixes.find(({ outcome }) => outcome === 'worked')
  const until = worked?.startedAt ?? resolvedAt
  if (until === null) return null
  const last = findings.findLast((one) => isTelling(one) && one.message.at <= until)
  if (last === undefined) return null
  const { words, cites } = quoted(last.message, spoken(last.message.text))
  const before = worked ? 'before the fix that worked' : 'before it was resolved'
  return line([`The last words ${before}: `, ...words], cites)
}
