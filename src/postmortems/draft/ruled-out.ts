/** Weighs what speaks against each guess: attempts that failed on it, words that rule it out, and its own writer. Pure. */
import type { Finding } from './finding.ts'
import { isTelling } from './telling.ts'
import type { Mending } from './mending.ts'
import { shared } from './subjects.ts'

const weights = { followed: 2, failed: 5, refuted: 8 }

/** A guess is the last one for this long. */
const soon = 20 * 60_000
/** The most guesses of one record that are compared with what rules them out, the latest of them. */
const most = 3_000

export interface Guess {
  at: Date
  subjects: ReadonlySet<string>
}

export interface Objections {
  /** Against a message. */
  to(finding: Finding): number
  /** Against words of the record. */
  toWords(guess: Guess): number
}

export function objectionsIn(findings: readonly Finding[], mending: Mending): Objections {
  const guesses = findings.filter(isTelling).slice(-most)
  const refuting = findings.filter(({ refutes }) => refutes !== null).slice(-most / 10)
  const pointed = new Map<Finding, number>()
  const add = (one: Finding, weight: number) => pointed.set(one, (pointed.get(one) ?? 0) + weight)
  for (const { startedAt } of mending.failed) {
    const followed = guesses.filter(({ message }) => message.at <= startedAt).slice(-3)
    for (const one of followed) add(one, weights.followed)
  }
  for (const one of refuting) for (const guess of pointedAt(one, guesses)) add(guess, weights.refuted)
  const toWords = ({ at, subjects }: Guess) =>
    mending.failed.filter((one) => at <= one.endedAt && shared(one.subjects, subjects) >= 0.5).length *
      weights.failed +
    refuting.filter((one) => one.message.at > at && names(one, subjects)).length * weights.refuted
  return {
    to: (finding) =>
      (pointed.get(finding) ?? 0) + toWords({ at: finding.message.at, subjects: finding.signs.subjects }),
    toWords,
  }
}

function names({ refutes }: Finding, subjects: ReadonlySet<string>): boolean {
  return refutes?.subjects.some((one) => shared(one, subjects) >= 0.5) ?? false
}

/** The guesses that a message rules out without naming them. */
function pointedAt({ message, refutes }: Finding, guesses: readonly Finding[]): Finding[] {
  if (refutes === null || (!refutes.isLast && !refutes.isOwn)) return []
  const before = guesses.filter((one) => one.message.at < message.at)
  // Taking back a wrong link takes back no guess.
  const isAboutIt = refutes.isLast || refutes.subjects.length > 0
  const own = refutes.isOwn && isAboutIt ? before.filter((one) => isTheirs(one, message)) : []
  return [...new Set([...own, ...(refutes.isLast ? lastBefore(message, before) : [])])]
}

function isTheirs({ message, naming, signs }: Finding, { author }: Finding['message']): boolean {
  return message.author === author && (naming !== null || signs.isBroken || signs.isDeed)
}

/** The guess that a reply answers; else the last one. */
function lastBefore(message: Finding['message'], before: readonly Finding[]): Finding[] {
  const parent = before.find((one) => message.threadTs !== null && one.message.ts === message.threadTs)
  if (parent) return [parent]
  return before
    .filter((one) => message.at.getTime() - one.message.at.getTime() < soon)
    .filter(({ naming, signs }) => naming !== null || signs.isBroken || signs.isDeed || signs.isHedged)
    .slice(-1)
}
