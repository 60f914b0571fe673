import { expect, test } from 'vitest'
import { type AlertMark, marksOf, readMark, storedMark, withMarks } from './alert-mark.ts'
import { clustersOf } from './cluster.ts'
import { episodesOf } from './episode.ts'

const minute = 60_000
const day = Date.UTC(2026, 10, 20)
const at = (minutes: number) => new Date(day + minutes * minute)

/** `b5` began at minute 5, `f5` fired then, `o5` was over then. */
function marks(...words: string[]): AlertMark[] {
  const kinds = { b: 'begins', f: 'fires', o: 'over' } as const
  return words.map((word) => ({
    kind: kinds[word[0] as 'b' | 'f' | 'o'],
    at: +at(Number(word.slice(1))),
    severity: 'error',
  }))
}

function told(all: AlertMark[]): string[] {
  const minutes = (instant: Date) => (+instant - day) / minute
  return episodesOf(all).map(
    ({ startsAt, endsAt }) => `${minutes(startsAt)}–${endsAt === null ? '' : minutes(endsAt)}`,
  )
}

test.each<[string, string[], string[]]>([
  ['a firing', ['b5'], ['5–']],
  ['a firing and its end', ['b5', 'o9'], ['5–9']],
  ['a resend after the end', ['b5', 'o9', 'b5'], ['5–9']],
  ['an end that says when it began, at the same moment', ['b5', 'o5'], ['5–5']],
  ['a second episode', ['b5', 'o9', 'b12'], ['5–9', '12–']],
  ['an end that was never said', ['b5', 'b12'], ['5–12', '12–']],
  ['the end alone', ['o9'], []],
  ['repeats without a start of their own', ['f5', 'f7', 'f9'], ['5–']],
  ['an end between repeats', ['f5', 'o6', 'f9', 'f12'], ['5–6', '9–']],
  ['two that watch the same', ['b5', 'b6', 'o9'], ['5–6', '6–9']],
])('%s', (_, words, episodes) => {
  for (const order of permutations(words)) {
    const kept = order.reduce<AlertMark[]>((all, word) => withMarks(all, marks(word)), [])
    expect(told(kept)).toEqual(episodes)
    expect(kept.map(storedMark).map(readMark)).toEqual(kept)
  }
})

test('an episode is as grave as the worst that was said of it', () => {
  const [first, second] = [...marks('f5', 'f7')]
  const all = withMarks(
    [],
    [
      { ...first!, severity: 'warning' },
      { ...second!, severity: 'critical' },
    ],
  )
  expect(episodesOf(all)[0]?.severity).toBe('critical')
})

test('what fires without end keeps its start, and a bounded number of marks', () => {
  let all: AlertMark[] = []
  for (let n = 0; n < 1_000; n++) all = withMarks(all, marks(`f${n}`))
  expect(all.length).toBeLessThanOrEqual(201)
  expect(told(all)).toEqual(['0–'])
})

test('an end in the future is none, and an end names its beginning', () => {
  const said = { state: 'resolved', severity: 'error', at: at(9), startsAt: at(5) } as const
  const ends = (endsAt: Date | null) => marksOf({ ...said, endsAt })
  expect(ends(at(8)).map((mark) => [mark.kind, mark.at])).toEqual([
    ['begins', +at(5)],
    ['over', +at(8)],
  ])
  expect(ends(at(600))[1]?.at).toBe(+at(5))
  expect(ends(null)[1]?.at).toBe(+at(5))
  expect(marksOf({ ...said, startsAt: null, endsAt: null })).toMatchObject([{ kind: 'over', at: +at(9) }])
})

test('episodes within the window of one another are together, in any order', () => {
  const episodes = [0, 20, 45, 200].map((from) => ({ from, to: from, group: null }))
  for (const order of permutations(episodes))
    expect(clustersOf(order, 30).map(({ members }) => members.length)).toEqual([3, 1])
})

test('a late episode makes one group of two, and the smaller number stays', () => {
  const before = [
    { from: 0, to: 0, group: 4 },
    { from: 50, to: 50, group: 9 },
  ]
  expect(clustersOf(before, 30).map(({ number }) => number)).toEqual([4, 9])
  const [one, ...more] = clustersOf([...before, { from: 25, to: 25, group: null }], 30)
  expect(more).toEqual([])
  expect(one).toMatchObject({ number: 4, absorbed: [9] })
})

test('a group that falls apart keeps its number for the earlier part', () => {
  const apart = [
    { from: 0, to: 0, group: 4 },
    { from: 90, to: 90, group: 4 },
  ]
  expect(clustersOf(apart, 30).map(({ number }) => number)).toEqual([4, null])
})

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]]
  return all.flatMap((one, n) => permutations(all.toSpliced(n, 1)).map((rest) => [one, ...rest]))
}
