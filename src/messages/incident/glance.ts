/** Tells at a glance how grave an incident is and how it stands. A sign never stands without its words. */
import type { Incident, Severity } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { statusWords, type Words } from '#incidents/words.ts'
import { bold, type Line, lines, type Piece, when } from '#words/blocks.ts'
import { span } from '#words/length.ts'
import { heading } from './heading.ts'

type Standing = Pick<Incident, 'severity' | 'status'> & Partial<Pick<Incident, 'mergedInto'>>

const signs: Record<Severity, string> = { P1: '🔴', P2: '🟠', P3: '🟡', P4: '🔵', P5: '⚪' }

/** `🔴 P1 · Fixing`; one that has ended is no longer red. */
export function glance(incident: Standing, words: Pick<Words, 'defaultSeverity'>): string {
  return `${sign(incident, words)} ${severityShort(incident)} · ${standing(incident)}`
}

/** Of a merge into a private incident nobody reads that it was one. */
function standing({ status, mergedInto }: Standing): string {
  return status === 'merged' && mergedInto === null ? 'Handled elsewhere' : statusWords[status]
}

function sign({ severity, status }: Standing, { defaultSeverity }: Pick<Words, 'defaultSeverity'>): string {
  if (status === 'resolved' || status === 'closed') return '✅'
  return isOpen(status) ? signs[severity ?? defaultSeverity] : '⚫'
}

function severityShort({ severity }: Standing): string {
  return severity ?? 'Severity not set'
}

/** `🔴 P1 · Fixing for 12 min, since 14:05`, as of `now`. */
export function glanceLine(
  incident: Lasting & Standing,
  words: Pick<Words, 'defaultSeverity'>,
  now: Date,
): Line {
  const lasts = lasting(incident, now)
  const joint = incident.status === 'declared' ? ', ' : `${lasts && ','} since `
  return [bold(glance(incident, words)), `${lasts}${joint}`, when(incident.statusSince, 'day')]
}

type Lasting = Pick<Incident, 'status' | 'statusSince'>

/** ` for 12 min`; nothing in the first minute, nor once it has ended. */
export function lasting({ status, statusSince }: Lasting, now: Date): string {
  if (!isOpen(status) || now.getTime() - statusSince.getTime() < 60_000) return ''
  const long = span(statusSince, now)
  return status === 'declared' ? ` ${long} ago` : ` for ${long}`
}

/** The first two lines of everything that shows a whole incident. */
export function headed(
  incident: Standing & Pick<Incident, 'number' | 'title'>,
  words: Pick<Words, 'defaultSeverity'>,
  line: Line = [bold(glance(incident, words))],
): Piece[] {
  return [lines(line), heading(incident)]
}
