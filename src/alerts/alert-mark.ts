/** Marks: what a source said of one alert, as a set. A set has no order, so deliveries may come in any. */
import { type AlertSeverity, alertSeverities, type Sighting } from './sighting.ts'

/**
 * `begins`: an episode began at `at`, and the source names it in each of its words. `fires`: it was firing at `at`. `over`:
 * all that began until `at` is over.
 */
export interface AlertMark {
  kind: 'begins' | 'fires' | 'over'
  /** Milliseconds since 1970. */
  at: number
  severity: AlertSeverity
}

/** The most marks kept of an alert. */
const mostMarks = 200

/** An end that names its beginning says both. */
export function marksOf(
  sighting: Pick<Sighting, 'state' | 'at' | 'startsAt' | 'endsAt' | 'severity'>,
): AlertMark[] {
  const { state, severity, startsAt, endsAt } = sighting
  const at = +sighting.at
  const begins: AlertMark[] = startsAt === null ? [] : [{ kind: 'begins', at: +startsAt, severity }]
  if (state === 'firing') return startsAt === null ? [{ kind: 'fires', at, severity }] : begins
  // An end in the future is no end yet: the clock of whoever said it is wrong.
  const end = endsAt === null || +endsAt > at ? 0 : +endsAt
  return [...begins, { kind: 'over', at: startsAt === null ? at : Math.max(+startsAt, end), severity }]
}

/** The marks with one more, in order of time. The result is the same in whatever order they are added. */
export function withMarks(marks: readonly AlertMark[], more: readonly AlertMark[]): AlertMark[] {
  const all = new Map([...marks, ...more].map((mark) => [storedMark(mark), mark]))
  return shortened([...all.values()].toSorted(byTime))
}

/** At one instant what is over comes last: a firing of the same moment is over, too. */
function byTime(a: AlertMark, b: AlertMark): number {
  return a.at - b.at || rank(a) - rank(b) || (storedMark(a) < storedMark(b) ? -1 : 1)
}

const rank = ({ kind }: AlertMark) => (kind === 'over' ? 1 : 0)

/** Leaves out repeats within one run of firing, the oldest first, and then the oldest marks. */
function shortened(marks: AlertMark[]): AlertMark[] {
  if (marks.length <= mostMarks) return marks
  let spare = marks.length - mostMarks
  const kept = marks.filter((mark, n) => {
    const [before, after] = [marks[n - 1], marks[n + 1]]
    const isRepeat = [before, mark, after].every((one) => one?.kind === 'fires')
    if (!isRepeat || spare === 0) return true
    spare -= 1
    return false
  })
  return kept.slice(-mostMarks)
}

const letters = { begins: 'b', fires: 'f', over: 'o' } as const

/** `b1732071240000:0`: kind, time, and the place of the severity. */
export function storedMark({ kind, at, severity }: AlertMark): string {
  return `${letters[kind]}${at}:${alertSeverities.indexOf(severity)}`
}

export function readMark(stored: string): AlertMark {
  const [at = '', severity = ''] = stored.slice(1).split(':')
  const kind = stored.startsWith('b') ? 'begins' : stored.startsWith('f') ? 'fires' : 'over'
  return { kind, at: Number(at), severity: alertSeverities[Number(severity)] ?? 'error' }
}
