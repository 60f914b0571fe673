/** Draws the figures: how many incidents, how bad and whose, how soon they were acknowledged and resolved, and who was paged. Pure. */
import { severities } from '#incidents/incident.ts'
import { length } from '#words/length.ts'
import { type Bar, label, type Panel, panelHeight, panelOf, ink } from './bars.ts'
import { type Figures, type Group, lastOf, type Load, type Scope, type Statistics } from './statistics.ts'

export interface Chart {
  svg: string
  title: string
  /** The same figures in sentences. */
  words: string
}

const [width, margin] = [960, 40]
const fills = { number: '#4a7fb5', acknowledge: '#3f8f6b', resolve: '#d98a3d', people: '#7d6bb0' }
/** The bars of one panel, as far as there is room for their words. */
const most = { squads: 6, people: 10 }

/** Rows of one panel, or of two beside each other. */
export function chartOf(scope: Scope, statistics: Statistics): Chart {
  const title = titleOf(scope)
  const rows = rowsOf(scope, statistics)
  return {
    title,
    words: [title, ...rows.flat().map(inWords)].join('. ').concat('.'),
    svg: [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${80 + rows.length * panelHeight}" font-family="Inter">`,
      `<rect width="100%" height="100%" fill="#ffffff"/>`,
      label(title, { x: margin, y: 46, size: 22, weight: 600, fill: ink.dark }),
      ...rows.flatMap((row, nth) => {
        const wide = (width - margin * (row.length + 1)) / row.length
        return row.flatMap((panel, index) =>
          panelOf(panel, {
            left: margin + index * (wide + margin),
            top: 70 + nth * panelHeight,
            width: wide,
          }),
        )
      }),
      '</svg>',
    ].join('\n'),
  }
}

function rowsOf(scope: Scope, statistics: Statistics): Panel[][] {
  const { all, bySquad, byPerson } = statistics
  const grave = bySeverity(statistics)
  const time = scope.months > 1 ? sinceTheFirst(statistics.byMonth) : grave
  const from = countedIn(all)
  const squads = scope.squad === null ? bySquad.slice(0, most.squads) : []
  const halves = [
    { heading: 'By severity', fill: fills.number, bars: counts(grave) },
    ...(squads.length > 0 ? [{ heading: 'By squad', fill: fills.number, bars: counts(squads) }] : []),
  ]
  return [
    ...(scope.months > 1 ? [[{ heading: 'Month by month', fill: fills.number, bars: counts(time) }]] : []),
    halves,
    [
      {
        heading: `Half of them were acknowledged within, ${from}`,
        fill: fills.acknowledge,
        bars: times(time, ({ toAcknowledge }) => toAcknowledge),
      },
    ],
    [
      {
        heading: `Half of them were resolved within, ${from}`,
        fill: fills.resolve,
        bars: times(time, ({ toResolve }) => toResolve),
      },
    ],
    ...(byPerson.length > 0
      ? [
          [
            {
              heading: 'Pages that people had',
              fill: fills.people,
              bars: byPerson.slice(0, most.people).map(load),
            },
          ],
        ]
      : []),
  ]
}

/** The months from the first with an incident on: those before Muster are no news. */
function sinceTheFirst(months: readonly Group[]): Group[] {
  const first = months.findIndex(({ count }) => count > 0)
  return months.slice(Math.max(0, first))
}

function counts(groups: readonly Group[]): Bar[] {
  return groups.map(({ name, count }) => ({ name, value: count, shown: String(count) }))
}

function times(groups: readonly Group[], of: (figures: Figures) => number | null): Bar[] {
  return groups.map((group) => {
    const ms = of(group)
    return {
      name: group.name,
      value: ms ?? 0,
      shown: ms === null ? '–' : ms < 60_000 ? '< 1 min' : length(ms),
    }
  })
}

function load({ name, pages, atNight }: Load): Bar {
  return { name, value: pages, shown: atNight > 0 ? `${pages}, ${atNight} at night` : String(pages) }
}

function inWords({ heading, bars }: Panel): string {
  return `${heading}: ${bars.map(({ name, shown }) => `${name} ${shown}`).join(', ')}`
}

function countedIn({ count, started }: Figures): string {
  if (started === 0) return 'from the declaration'
  return started === count ? 'from when it began' : 'from when it began or else from the declaration'
}

function titleOf(scope: Scope): string {
  const { first, months, squad, service } = scope
  const when = months === 1 ? first.toString() : `${first.toString()} to ${lastOf(scope).toString()}`
  return `Incidents ${when}${squad === null ? '' : ` of ${squad}`}${service === null ? '' : ` of ${service}`}`
}

function bySeverity({ bySeverity: found }: Statistics): Group[] {
  return [...severities, 'not set'].flatMap((name) => found.find((group) => group.name === name) ?? [])
}
