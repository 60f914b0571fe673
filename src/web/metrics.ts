/** Numbers for Prometheus, counted in this process. Nothing here names a person or an incident. */

export interface Metrics {
  /** Adds one to a counter. */
  count(name: Counter, labels?: Labels): void
  /** Records the seconds that something took. */
  time(name: Timer, seconds: number, labels?: Labels): void
  /** The text that Prometheus reads; `gauges` hold values of this moment. */
  text(gauges: readonly Gauge[]): string
}

export type Labels = Readonly<Record<string, string>>

export interface Gauge {
  name: string
  help: string
  value: number
  labels?: Labels
}

const counters = {
  muster_slack_calls_total: 'Calls to Slack, by method and outcome.',
  muster_slack_rate_limited_total: 'Calls that Slack answered with 429, by method.',
} as const
const timers = {
  muster_answer_seconds: 'From a person’s asking to our answer, by listener.',
} as const
export type Counter = keyof typeof counters
export type Timer = keyof typeof timers

const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2, 3]

export function createMetrics(): Metrics {
  const counted = new Map<Counter, Map<string, number>>()
  const timed = new Map<Timer, Map<string, number[]>>()

  return {
    count(name, labels = {}) {
      const series = counted.get(name) ?? new Map<string, number>()
      const key = written(labels)
      counted.set(name, series.set(key, (series.get(key) ?? 0) + 1))
    },
    time(name, seconds, labels = {}) {
      const series = timed.get(name) ?? new Map<string, number[]>()
      const key = written(labels)
      // One place for each bound, then the count of all, then their sum.
      const places = series.get(key) ?? [...bounds, 0, 0].map(() => 0)
      timed.set(
        name,
        series.set(
          key,
          places.map((place, i) => place + added(i, seconds)),
        ),
      )
    },
    text: (gauges) =>
      [
        ...[...counted].flatMap(([name, series]) => [
          ...about(name, counters[name], 'counter'),
          ...[...series].map(([key, value]) => `${name}${braced(key)} ${value}`),
        ]),
        ...[...timed].flatMap(([name, series]) => [
          ...about(name, timers[name], 'histogram'),
          ...[...series].flatMap(([key, places]) => histogram(name, key, places)),
        ]),
        ...[...Map.groupBy(gauges, ({ name }) => name)].flatMap(([name, own]) => [
          ...about(name, own[0]?.help ?? '', 'gauge'),
          ...own.map(({ value, labels = {} }) => `${name}${braced(written(labels))} ${value}`),
        ]),
        '',
      ].join('\n'),
  }
}

function added(place: number, seconds: number): number {
  if (place === bounds.length + 1) return seconds
  return seconds <= (bounds[place] ?? Infinity) ? 1 : 0
}

function histogram(name: string, key: string, places: readonly number[]): string[] {
  const [count = 0, sum = 0] = places.slice(bounds.length)
  const bucket = (le: string) => braced([key, `le="${le}"`].filter(Boolean).join(','))
  return [
    ...bounds.map((bound, i) => `${name}_bucket${bucket(String(bound))} ${places[i]}`),
    `${name}_bucket${bucket('+Inf')} ${count}`,
    `${name}_sum${braced(key)} ${sum}`,
    `${name}_count${braced(key)} ${count}`,
  ]
}

function about(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

function written(labels: Labels): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${value.replace(/[\\"\n]/g, '_')}"`)
    .join(',')
}

function braced(labels: string): string {
  return labels === '' ? '' : `{${labels}}`
}
