/** A suite's findings, printed as a table for people or as one JSON object a line. */
import { styleText } from 'node:util'

export interface Finding {
  name: string
  /** Null: a figure without a target. */
  ok: boolean | null
  figures: Record<string, number | string>
  /** Problems, a line each. */
  problems?: string[]
}

export interface Setting {
  /** A sample that ends within minutes. */
  quick: boolean
  seed: number
  /** `done` of `all`, and what is being done. */
  progress(done: number, all: number, doing: string): void
  /** Makes a new database and gives its address; null without PostgreSQL's programs. */
  newDatabase: (() => Promise<string>) | null
}

/**
 * Milliseconds until everything is right again. The quick run is a gate on machines that do other things at the same
 * time, so it holds to three times the promise; the full one holds to the promise.
 */
export function recoveryTarget({ quick }: Pick<Setting, 'quick'>): number {
  return quick ? 15_000 : 5_000
}

export type Suite = (setting: Setting) => Promise<Finding[]>

const most = 12

export function printed({ name, ok, figures, problems = [] }: Finding): string {
  const words = Object.entries(figures).map(([what, figure]) => `${what} ${figure}`)
  const verdict = ok === null ? '    ' : ok ? styleText('green', 'ok  ') : styleText(['red', 'bold'], 'FAIL')
  const left = problems.length > most ? [`… and ${problems.length - most} more`] : []
  return [
    `${verdict} ${name.padEnd(34)} ${words.join(', ')}`,
    ...[...problems.slice(0, most), ...left].map((problem) => `       ${problem}`),
  ].join('\n')
}

/** A bar on stderr, redrawn in place on a terminal and otherwise a line for each tenth. */
export function progressBar(suite: string): Setting['progress'] {
  let shown = -1
  return (done, all, doing) => {
    const share = all === 0 ? 1 : done / all
    if (process.stderr.isTTY) {
      const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '·')
      process.stderr.write(`\r\u001B[K${suite} ${bar} ${done}/${all} ${doing}`.slice(0, 110))
      if (done >= all) process.stderr.write('\r\u001B[K')
      return
    }
    const tenth = Math.floor(share * 10)
    if (tenth === shown) return
    shown = tenth
    process.stderr.write(`${suite} ${done}/${all} ${doing}\n`)
  }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN
}

export function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}
