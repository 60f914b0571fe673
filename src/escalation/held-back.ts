/** Decides which pages an outside pager gets one by one, so that a flood rings a telephone a few times and not a hundred. Pure. */
import type { Severity, UserId } from '#incidents/incident.ts'
import type { Rate } from '#policy/limits.ts'
import { isWaitedFor } from './page.ts'
import type { ShownPage } from './page-view.ts'
import { rank } from './severity-rank.ts'

export interface HoldBack {
  limit: Rate
  defaultSeverity: Severity
}

/**
 * True for a page that many others of its person came before. Only those as severe or more count, so that any number of
 * lesser ones never hides a graver one. `all`: the person's pages.
 */
export function isHeldBack(page: ShownPage, all: readonly ShownPage[], hold: HoldBack): boolean {
  const { most, within } = hold.limit
  const gravity = ({ severity }: ShownPage) =>
    rank({ severity }, { words: { defaultSeverity: hold.defaultSeverity } })
  const before = all.filter(
    (other) =>
      !other.drill &&
      (other.at < page.at || (+other.at === +page.at && other.id < page.id)) &&
      +page.at - +other.at < within &&
      gravity(other) <= gravity(page),
  )
  return before.length >= most
}

/** The one summary that a page held back belongs to: `<person>/<start of its span, in milliseconds>`. */
export function summaryOf({ user, at }: Pick<ShownPage, 'user' | 'at'>, { limit }: HoldBack): string {
  return `${user}/${+at - (+at % limit.within)}`
}

export function readSummary(id: string): { user: UserId; start: Date } {
  const [user = '', start = ''] = id.split('/')
  return { user, start: new Date(Number(start)) }
}

/** The pages of a summary that still wait for their person. */
export function heldIn(id: string, all: readonly ShownPage[], hold: HoldBack): ShownPage[] {
  return all.filter(
    (page) => !page.drill && isWaitedFor(page) && summaryOf(page, hold) === id && isHeldBack(page, all, hold),
  )
}
