/** Keeps of a model's answer what the record holds, word for word: the rest is dropped without a trace. Pure. */
import { createHash } from 'node:crypto'
import type { Draft, SectionName } from '../draft/draft.ts'
import { folded } from '../draft/languages/languages-of.ts'
import { beginningOf } from '../draft/said.ts'
import { signsIn } from '../draft/signs.ts'
import { shared, subjectsOf } from '../draft/subjects.ts'
import type { Entry } from '../draft/timeline.ts'
import { namedActor, type Prose, spoken } from '../draft/words.ts'
import { markedUp, modelAnswer, saysOf, type ProposedPart } from './model-question.ts'

/** A sentence that a model proposed, and the lines it stands on. Nobody has confirmed it. */
export interface Proposal {
  /** The same for the same sentence, so that a click means what was shown. */
  id: string
  part: ProposedPart
  section: SectionName
  text: string
  words: Prose
  sources: Entry[]
}

const sectionOf: Record<ProposedPart, SectionName> = {
  summary: 'summary',
  cause: 'summary',
  factors: 'context',
  well: 'well',
  wrong: 'wrong',
}

/** The most that are shown of each part. */
const mostOfOne = 2

/** `written` are the sections that people wrote. Nothing for an answer that is no such JSON. */
export function proposalsIn(
  answer: string,
  { entries, cause, ruledOut }: Pick<Draft, 'entries' | 'cause' | 'ruledOut'>,
  written: Partial<Record<SectionName, string>>,
): Proposal[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  const kept = sentencesIn(answer).flatMap(({ part, text: given, cites }): Proposal[] => {
    const text = given.replace(/\s+/g, ' ').trim()
    const sources = [...new Set(cites)].map((key) => byKey.get(key))
    if (!sources.every((one) => one !== undefined)) return []
    if (part === 'cause' && cause.confirmed !== null) return []
    if (!holds(text, sources)) return []
    const about = subjectsOf(folded(text))
    const isGuiltless = part === 'well' || part === 'wrong'
    if (!isGuiltless && ruledOut.some((one) => shared(one, about) >= 0.5)) return []
    const section = sectionOf[part]
    if (written[section]?.includes(text) === true) return []
    return [{ id: idOf(part, text), part, section, text, words: spoken(text), sources }]
  })
  return kept.filter(
    (one, nth) => kept.filter(({ part }, before) => before < nth && part === one.part).length < mostOfOne,
  )
}

function sentencesIn(answer: string) {
  try {
    const read = modelAnswer.safeParse(JSON.parse(answer))
    return read.success ? read.data.sentences : []
  } catch {
    return []
  }
}

/** True where the cited lines say everything that the sentence says, as surely as it does. */
function holds(text: string, sources: readonly Entry[]): boolean {
  const cited = sources.map(lineOf).join('\n')
  const [whole, said] = [folded(cited), folded(text)]
  if (![...said.matchAll(literal)].every(([one]) => standsIn(one, whole))) return false
  const about = subjectsOf(said)
  if (about.size === 0 || shared(about, allSubjects(whole)) < 1) return false
  const own = signsIn(beginningOf(text))
  if (own.claims === '' || own.chatter === 'joke') return false
  const theirs = sources.map((one) => signsIn(beginningOf(saysOf(one.words))))
  // A question, a joke or a condition says nothing for certain, and a guess only what a guess does.
  if (theirs.every(({ claims, chatter }) => claims === '' || chatter === 'joke')) return false
  if (theirs.some(({ isHedged }) => isHedged) && !own.isHedged) return false
  const clauses = whole.split(clauseEnd).filter((one) => [...subjectsOf(one)].some((word) => about.has(word)))
  return isNegated(said) === clauses.some(isNegated)
}

/** People, addresses, numbers with what belongs to them, and words that no language has: `deploy_118`, `v77`. */
const literal =
  /<@\w+>|https?:\/\/[^\s<>"']+|(?<![\p{L}\p{N}_./:%-])(?=[\p{L}_./:%-]*\p{N})[\p{L}\p{N}_./:%-]+/gu

function standsIn(one: string, whole: string): boolean {
  const wanted = one.replace(/[.,;:!?)]+$/, '')
  const at = whole.indexOf(wanted)
  if (at < 0) return false
  // `14` does not stand in `140`.
  return !/[\p{N}]/u.test(whole[at + wanted.length] ?? '') && !/[\p{N}.,]/u.test(whole[at - 1] ?? '')
}

function allSubjects(whole: string): ReadonlySet<string> {
  return new Set(whole.split('\n').flatMap((one) => [...subjectsOf(one)]))
}

/** Where one statement ends and another begins, so that "it is full, never purged" denies only the purging. */
const clauseEnd = /[,;.!?](?:\s|$)|\n/

function isNegated(words: string): boolean {
  return negation.test(words)
}

const negation =
  /\b(not|no|never|none|nobody|nothing|without|n't|\w+n't|pas|jamais|aucun\w*|sans|rien|nicht|kein\w*|nie|ohne|nichts|nada|nunca|ningun\w*|sin|tampoco)\b/

function lineOf({ by, app, words }: Entry): string {
  return `${app ?? markedUp(namedActor(by))}: ${saysOf(words)}`
}

function idOf(part: ProposedPart, text: string): string {
  return createHash('sha256').update(`${part}\n${text}`).digest('hex').slice(0, 16)
}
