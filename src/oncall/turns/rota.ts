import type { MeantHours } from '#policy/rota-settings.ts'
import type { Secondary, TurnKind } from '#policy/rotas.ts'
import type { Range } from '#time.ts'

/** The kind of days a turn holds; people share each kind evenly. */
export type TurnClass = 'weekday' | 'weekend' | 'holiday'

/** Turns counted for fairness. Weekday turns count in the total only. */
export interface Tally {
  readonly total: number
  readonly weekend: number
  readonly holiday: number
  /** Turns that were mostly night where the person lives. */
  readonly night: number
}

/** One stay of a person in a rota; coming back later is a second stay. */
export interface Member {
  readonly user: string
  readonly joinedAt: Date
  readonly leftAt: Date | null
  /** Before this instant the person is asked only when nobody else is left. */
  readonly startsAt: Date
  /** The turns a person counts as having done when joining: the floor of the others' mean. */
  readonly credit: Tally
  /** The person's own zone: a turn that is night there goes to others, where it can. */
  readonly timeZone: string
}

/** A set of people who take turns. */
export interface Rota {
  readonly id: string
  readonly name: string
  /** `geoc`, `im` or `sem:<squad>`. */
  readonly role: string
  readonly timeZone: string
  /** `HH:MM` on the wall clock of `timeZone`. */
  readonly handOverTime: string
  readonly turn: TurnKind
  /** A date in the first week of one turn of two weeks; null leaves it to the calendar. */
  readonly turnsFrom: string | null
  /** The times in which somebody is meant to be on call; null means always. */
  readonly hours: MeantHours | null
  /** ISO weekday (Monday is 1) on which turns of weeks begin. */
  readonly weekStart: number
  /** ISO weekdays that are the weekend; at least one and at most six. */
  readonly weekend: readonly number[]
  /** ISO dates. */
  readonly holidays: readonly string[]
  readonly publishedDays: number
  /** A second person on call at the same time. */
  readonly secondary: Secondary
  readonly members: readonly Member[]
}

/** One person's turn, or the rest of one. Rows of a rota never overlap; `start` is their key. */
export interface Shift extends Range {
  readonly user: string
  /** The person the turn counts for: differs from `user` after a swap. */
  readonly countsFor: string
  readonly class: TurnClass
  readonly reason: Reason
}

/** The fact that told the chosen person apart from the others who could have taken the turn. */
export type Deciding =
  | 'alone'
  | 'class'
  | 'total'
  | 'away-soon'
  | 'weekends'
  | 'longest-ago'
  | 'nights'
  | 'order'

/** The facts behind one shift, as known when it was given. */
export interface Reason {
  /** People who could take the turn: present and rested, the chosen one included. */
  readonly available: number
  /** People present but passed over, because another turn of theirs is near, it is night there or they have just joined. */
  readonly resting: number
  readonly by: Deciding
  /** Turns of this class (weekdays: of any) counted for the person before this one. */
  readonly turns: number
  readonly last: Date | null
  /** The rule given up because nobody else was left. */
  readonly relaxed: 'gap' | 'quarter' | 'newcomer' | 'night' | null
  /** True where most of it is night for the person; left out where turns are too long for that. */
  readonly night?: boolean
  /** The person whose shift this was before they could not take it. */
  readonly instead: { readonly user: string; readonly because: 'away' | 'left' } | null
}

/** A time in which a person cannot be scheduled. */
export interface Away extends Range {
  readonly id: string
  readonly user: string
}

/** Someone stands in for the person on call; `user` is null while it is only asked for. */
export interface Cover extends Range {
  readonly id: string
  readonly kind: 'cover' | 'override'
  /** The person who asked for the cover, or who decided the override. */
  readonly by: string
  readonly user: string | null
  readonly takenAt: Date | null
  /** The reason; never empty for an override. */
  readonly note: string
}

/** Two people trade one shift each, named by its start. */
export interface Swap {
  readonly id: string
  readonly from: { readonly user: string; readonly start: Date }
  readonly to: { readonly user: string; readonly start: Date }
  readonly status: 'offered' | 'accepted' | 'declined' | 'expired'
  readonly expiresAt: Date
}

/** Everything stored about one rota. */
export interface RotaState {
  readonly rota: Rota
  /** In order of time. */
  readonly shifts: readonly Shift[]
  readonly aways: readonly Away[]
  readonly covers: readonly Cover[]
  readonly swaps: readonly Swap[]
  /** People have been told of every shift before this instant. */
  readonly publishedUntil: Date | null
}
