/** Decides if a person has done enough for a while of what wakes others. Pure. */
import { Refusal } from '#errors.ts'
import type { Policy } from '#policy/policy.ts'
import { length, span } from '#words/length.ts'
import type { Wish } from './incident.ts'

type Limits = Policy['limits']

/** Asks "really?" in place of declaring. `kept` finds what the person wrote. */
export class Doubt extends Refusal {
  override name = 'Doubt'
  readonly kept: string
  /** The number they have declared of late. */
  readonly count: number

  constructor(kept: string, count: number) {
    super(`You have declared ${count} incidents just now. Nothing was declared yet: is this one real, too?`)
    this.kept = kept
    this.count = count
  }
}

/** Asks "the same?" in place of declaring. `kept` finds what the person wrote, which is declared by itself a little later. */
export class Alike extends Refusal {
  override name = 'Alike'
  readonly kept: string
  /** The open incident that it sounds like. */
  readonly like: number

  constructor(kept: string, like: number) {
    super(`That sounds like #${like}. Nothing was declared yet: is it the same?`)
    this.kept = kept
    this.like = like
  }
}

/** Milliseconds until a declaration that was asked "the same?" is made without an answer. */
export const heldFor = 30_000

/** The time from which once more is within the rate; null when it is now. Takes the earlier times, newest first. */
export function freeAgain(rate: Limits['declare'], times: readonly Date[], now: Date): Date | null {
  const oldest = rate && times[rate.most - 1]
  if (!rate || !oldest) return null
  const free = new Date(+oldest + rate.within)
  return free > now ? free : null
}

/** Answers if one more declaration is to be asked "really?". Throws a Refusal beyond the hard limit. */
export function doubtsDeclaration(
  times: readonly Date[],
  { declare, declareAsks }: Pick<Limits, 'declare' | 'declareAsks'>,
  now: Date,
): boolean {
  const free = freeAgain(declare, times, now)
  if (free !== null)
    throw new Refusal(
      `Nothing was declared: you have declared ${declare?.most} incidents in ${length(declare?.within ?? 0)}, and can declare again in ${span(now, free)}. Is it real? Ask a colleague to declare it, or write it in the room of one that is open.`,
      'title',
    )
  return freeAgain(declareAsks, times, now) !== null
}

/** True for the same declaration sent once more. */
export function sameWords(one: Wish, other: Wish): boolean {
  const said = ({ title, text, drill, private: hidden }: Wish) => [title.trim(), text, drill, hidden]
  return JSON.stringify(said(one)) === JSON.stringify(said(other))
}

/** Throws a Refusal when this person has paged enough people by name. */
export function requireFewPages(
  times: readonly Date[],
  { pageByName }: Pick<Limits, 'pageByName'>,
  now: Date,
): void {
  const free = freeAgain(pageByName, times, now)
  if (free !== null)
    throw new Refusal(
      `Nobody was paged: you have paged ${pageByName?.most} people by name in ${length(pageByName?.within ?? 0)}, and can again in ${span(now, free)}. A colleague can page them, and roles can still be escalated to.`,
      'to',
    )
}
