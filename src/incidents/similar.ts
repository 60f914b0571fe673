/** Finds open incidents that sound like this one: "Is someone already on it?" */
import { spaced } from '#words/spaceless.ts'
import { unaccented } from '#words/user-text.ts'

const filler = new Set(
  unaccented(
    'a an and are as at be but by can cannot does dont for from has have in into is isnt it its no not of on or our since some that the their there this to unable us was we were when with ' +
      'しない して した している ている ません ました から まで という なる なった ' +
      '的 了 在 是 不 有 和 也 就 都 被 没 很 会 到 对 从 与 我 我们 没有 无法 不能 無法 ไม่ ได้ ที่ และ ของ ใน มี เป็น จาก',
  ).split(' '),
)
/** One or two letters of hiragana are grammar, except the one for "can". */
const grammar = /^(?!でき)\p{Script=Hiragana}{1,2}$/u

/** Characters of a text that are looked at. What sounds alike does so at its beginning. */
const enough = 2_000

/** The words of a text that carry meaning, lower case and without accents. */
export function meaningful(text: string): Set<string> {
  // A single Chinese character can be a word.
  const words = unaccented(spaced(text.slice(0, enough)))
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]+|\p{Script=Han}/gu)
  return new Set((words ?? []).filter((word) => !filler.has(word) && !grammar.test(word)).map(stem))
}

// Enough to let "orders" meet "order" and "failing" meet "fails"; a full stemmer would need one per language.
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(ing|ed|es|e|s)$/, '') : word
}

/** The `candidates` that share enough words with `text`, most alike first. */
export function similarTo<T extends { title: string }>(text: string, candidates: readonly T[]): T[] {
  const wanted = meaningful(text)
  return candidates
    .map((candidate) => ({ candidate, alike: likeness(wanted, meaningful(candidate.title)) }))
    .filter(({ alike }) => alike >= 0.3)
    .toSorted((a, b) => b.alike - a.alike)
    .map(({ candidate }) => candidate)
}

/** Words that tell only that something is wrong, or for whom. Two incidents that share no more are not the same. */
const anywhere = meaningful(
  'affected again all alert breaking broken bug business cannot clients completely crash crashed customer degraded down dead ' +
    'error errors everybody everyone everything everywhere fail failed failing fails failure high incident intermittent issue issues ' +
    'many missing now nobody nothing offline out outage page pages people problem problems production prod return returns says seems several ' +
    'shows slow slowly slowness still stopped stuck system system time timeout times today too unavailable unreachable ' +
    'user users very works working wrong 500 502 503 504',
)

/** The `candidates` that are about what `text` is about, most alike first: more than half of the things named are the same. */
export function aboutTheSame<T extends { title: string }>(text: string, candidates: readonly T[]): T[] {
  const things = (title: string) => meaningful(title).difference(anywhere)
  const wanted = things(text)
  return similarTo(text, candidates).filter(({ title }) => {
    const named = things(title)
    return wanted.intersection(named).size * 2 > Math.min(wanted.size, named.size)
  })
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size)
  return smaller === 0 ? 0 : a.intersection(b).size / Math.max(smaller, 2)
}
