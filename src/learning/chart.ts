/** Draws the figures: the number of incidents, and the time until they were resolved, month by month. Pure. */
import { severities } from '#incidents/incident.ts'
import { length } from '#words/length.ts'
import { type Figures, type Group, lastOf, type Scope, type Statistics } from './statistics.ts'

export interface Chart {
  svg: string
  title: string
  /** The same figures in a sentence. */
  words: string
}

const size = { width: 960, panel: 210, bars: 130 }
const ink = { dark: '#1d1c1d', soft: '#616061', line: '#dddddd', number: '#4a7fb5', time: '#d98a3d' }

/** Shows the severities of one month, or else the months. */
export function chartOf(scope: Scope, statistics: Statistics): Chart {
  const groups = scope.months > 1 ? statistics.byMonth : bySeverity(statistics)
  const title = titleOf(scope)
  const panels = [
    { heading: 'How many', fill: ink.number, value: ({ count }: Figures) => count, shown: String },
    {
      heading: `Half of them were resolved within, ${countedIn(statistics.all)}`,
      fill: ink.time,
      value: ({ toResolve }: Figures) => toResolve ?? 0,
      shown: (ms: number) => length(ms),
    },
  ]
  const height = 80 + panels.length * size.panel
  return {
    title,
    words: `${title}: ${groups.map(({ name, count }) => `${name} ${count}`).join(', ')}.`,
    svg: [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" font-family="Inter">`,
      `<rect width="${size.width}" height="${height}" fill="#ffffff"/>`,
      label(title, { x: 40, y: 46, size: 22, weight: 600 }),
      ...panels.flatMap((panel, index) => panelOf(panel, groups, 70 + index * size.panel)),
      '</svg>',
    ].join('\n'),
  }
}

function countedIn({ count, started }: Figures): string {
  if (started === 0) return 'from the declaration'
  return started === count ? 'from when it began' : 'from when it began or else from the declaration'
}

function titleOf(scope: Scope): string {
  const { first, months, squad } = scope
  const when = months === 1 ? first.toString() : `${first.toString()} to ${lastOf(scope).toString()}`
  return `Incidents ${when}${squad === null ? '' : ` of ${squad}`}`
}

function bySeverity({ bySeverity: found }: Statistics): Group[] {
  return [...severities, 'not set'].flatMap((name) => found.find((group) => group.name === name) ?? [])
}

interface Panel {
  heading: string
  fill: string
  value: (group: Group) => number
  shown: (value: number) => string
}

function panelOf({ heading, fill, value, shown }: Panel, groups: readonly Group[], top: number): string[] {
  const highest = Math.max(1, ...groups.map(value))
  const step = (size.width - 80) / Math.max(groups.length, 4)
  const floor = top + 40 + size.bars
  return [
    label(heading, { x: 40, y: top + 18, size: 14, fill: ink.soft }),
    ...groups.flatMap((group, index) => {
      const height = Math.round((value(group) / highest) * (size.bars - 20))
      const middle = 40 + step * (index + 0.5)
      return [
        `<rect x="${middle - step * 0.3}" y="${floor - height}" width="${step * 0.6}" height="${height}" rx="3" fill="${fill}"/>`,
        value(group) > 0
          ? label(shown(value(group)), { x: middle, y: floor - height - 6, size: 12, middle: true })
          : '',
        label(group.name, { x: middle, y: floor + 18, size: 12, fill: ink.soft, middle: true }),
      ]
    }),
    `<rect x="40" y="${floor}" width="${size.width - 80}" height="1" fill="${ink.line}"/>`,
  ]
}

interface Look {
  x: number
  y: number
  size: number
  weight?: number
  fill?: string
  middle?: boolean
}

function label(
  words: string,
  { x, y, size: points, weight = 400, fill = ink.dark, middle = false }: Look,
): string {
  const anchor = middle ? ' text-anchor="middle"' : ''
  return `<text x="${x}" y="${y}" font-size="${points}" font-weight="${weight}" fill="${fill}"${anchor}>${escapedXml(words)}</text>`
}

/** Escapes words for XML, and drops the characters that XML has no place for. */
function escapedXml(words: string): string {
  const characters: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return words
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (one) => characters[one] ?? '')
}
