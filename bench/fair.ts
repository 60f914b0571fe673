import type { Finding, Setting } from '../chaos/report.ts'
import {
  type Apart,
  type Gaps,
  apartAsPublished,
  apartInYear,
  gapsBetween,
  mostDaysOf28,
} from './fairness.ts'
import { busyYear, calmYear, tenYears } from './rota-year.ts'

/** Measures how evenly a daily rota of 33 people falls, over years that are seeded from `seed` on. */
export async function fairBench({ quick, seed, progress }: Setting): Promise<Finding[]> {
  const seeds = Array.from({ length: quick ? 5 : 100 }, (_, i) => seed + i)
  const calmYears = seeds.map((each) => calmYear(each))
  const calm = calmYears.map(apartInYear)
  const gaps = calmYears.map(gapsBetween)
  const busy = seeds.map((each, done) => {
    progress(done, seeds.length, 'years with absences')
    const year = busyYear(each)
    const moved = year.movedByAbsences / year.absences
    return { inYear: apartInYear(year), published: apartAsPublished(year), days: mostDaysOf28(year), moved }
  })
  progress(seeds.length, seeds.length, '')
  const days = Math.max(...busy.map((year) => year.days))
  const moved = busy.reduce((sum, year) => sum + year.moved, 0) / seeds.length
  const inYear = busy.map((year) => year.inYear)
  const published = busy.map((year) => year.published)
  return [
    reading('a calm year', 1, seeds, calm),
    steady(seeds, gaps),
    reading('absences: as the rota counts', 2, seeds, published),
    // Turns lost late in a year are made up in the next one: told, not promised.
    { ...reading('absences: the calendar year alone', 2, seeds, inYear), ok: null },
    {
      name: 'absences: rest',
      ok: days <= 7,
      figures: { 'most days of any 28': days, 'turns moved per absence': Number(moved.toFixed(2)) },
    },
    { name: 'ten years given out', ok: null, figures: { ms: elapsed(tenYears) } },
  ]
}

/** Passes only if every seed stays within the target; names the seeds that do not. */
function reading(name: string, target: number, seeds: readonly number[], years: readonly Apart[]): Finding {
  const of = (what: keyof Apart) => years.map((year) => year[what])
  const within = (what: keyof Apart) => of(what).filter((apart) => apart <= target).length
  const beyond = years.flatMap(({ turns, weekends }, i) =>
    turns > target || weekends > target
      ? `seed ${seeds[i]}: ${turns} turns and ${weekends} weekends apart`
      : [],
  )
  return {
    name,
    ok: beyond.length === 0,
    figures: {
      seeds: seeds.length,
      [`turns at most ${target} apart in`]: within('turns'),
      'worst turns': Math.max(...of('turns')),
      [`weekends at most ${target} apart in`]: within('weekends'),
      'worst weekends': Math.max(...of('weekends')),
    },
    problems: beyond,
  }
}

/** Passes only if nobody's turn in any year comes more than a third of a round early or late. */
function steady(seeds: readonly number[], gaps: readonly Gaps[]): Finding {
  const beyond = gaps.flatMap(({ shortest, longest }, i) =>
    shortest < 0.66 || longest > 1.34 ? `seed ${seeds[i]}: from ${shortest} to ${longest} of a round` : [],
  )
  return {
    name: 'a calm year: between a person’s turns',
    ok: beyond.length === 0,
    figures: {
      seeds: seeds.length,
      'shortest, in rounds': Math.min(...gaps.map(({ shortest }) => shortest)),
      'longest, in rounds': Math.max(...gaps.map(({ longest }) => longest)),
      'within a third in': seeds.length - beyond.length,
      // Told, not promised: what keeps it costs weekends (docs/decisions/0024).
      'one person’s longest less their shortest, at worst': Math.max(...gaps.map(({ spread }) => spread)),
      'that within a third in': gaps.filter(({ spread }) => spread < 0.34).length,
    },
    problems: beyond,
  }
}

function elapsed(work: () => void): number {
  const began = performance.now()
  work()
  return Math.round(performance.now() - began)
}
