/** Finds what a message rules out: guesses that are named, guesses it only points at, and the writer's own. Pure. */
import type { Beginning, Sentence } from './said.ts'
import { subjectsOf } from './subjects.ts'

export interface Refutation {
  /** The subjects of each guess that it rules out. */
  subjects: readonly ReadonlySet<string>[]
  /** It rules out what was guessed last, without naming it: "that's not it". */
  isLast: boolean
  /** The writer takes back words of their own. */
  isOwn: boolean
}

export function refutationIn(beginning: Pick<Beginning, 'sentences' | 'languages'>): Refutation | null {
  const stated = beginning.sentences.filter(({ isQuestion }) => !isQuestion)
  const subjects = stated.flatMap((one) => refutedIn(one, beginning))
  const has = (sign: 'notThat' | 'takesBack') =>
    stated.some(({ folded }) => beginning.languages.some((one) => one[sign].test(folded)))
  const found = { subjects, isLast: has('notThat'), isOwn: has('takesBack') }
  return subjects.length > 0 || found.isLast || found.isOwn ? found : null
}

function refutedIn({ folded }: Sentence, { languages }: Pick<Beginning, 'languages'>) {
  return languages.flatMap(({ refuted }) =>
    refuted.flatMap((pattern) => {
      const found = pattern.exec(folded)
      if (found === null) return []
      // "Isn't the deploy but the certificate" keeps the certificate.
      const [clause = ''] = (found[1] ?? '').split(turn, 1)
      const about = subjectsOf(clause)
      return about.size > 0 ? [about] : []
    }),
  )
}

const turn = /\b(?:but|it's|its|it is|it was|mais|c'est|c'etait|sino|es que|sondern|aber|pero)\b/
