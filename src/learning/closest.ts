/** Finds titles that say nearly the same as another. Pure. */
import { meaningful } from '#incidents/similar.ts'

/** The least likeness: two words in common, and this share of all the words of both. */
const enough = { words: 2, share: 0.4 }

/** The most alike first; equally alike ones keep the order given. */
export function closest<T extends { title: string }>(
  title: string,
  candidates: readonly T[],
  limit: number,
): T[] {
  const wanted = meaningful(title)
  return candidates
    .map((candidate) => ({ candidate, share: shareOf(wanted, meaningful(candidate.title)) }))
    .filter(({ share }) => share >= enough.share)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = a.intersection(b).size
  return common < enough.words ? 0 : common / a.union(b).size
}
