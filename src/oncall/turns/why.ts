import { day, inZone } from '#time.ts'
import type { RotaState, Reason, Shift } from './rota.ts'
import { onCallAt, type Stretch } from './timeline.ts'

export interface Why {
  readonly stretch: Stretch
  readonly sentence: string
}

/** Names the person on call at `at` and, in one sentence from stored facts, the reason; null when nobody is. */
export function explainTurn(
  state: RotaState,
  at: Date,
  now: Date,
  nameOf: (user: string) => string,
): Why | null {
  const stretch = onCallAt(state, at)
  return stretch && { stretch, sentence: sentence(stretch, now, state.rota.timeZone, nameOf) }
}

function sentence(stretch: Stretch, now: Date, timeZone: string, nameOf: (user: string) => string): string {
  const { shift, cover } = stretch
  if (cover?.kind === 'override') return `${nameOf(cover.by)} decided so: ${cover.note}`
  if (cover) return `took this cover for ${nameOf(cover.by)}`
  if (!shift) return 'stands in while nobody else is on call'
  if (shift.user !== shift.countsFor) {
    return `swapped with ${nameOf(shift.countsFor)}, for whom this turn goes on counting`
  }
  const facts = `${choice(shift)}; ${lastOne(shift.reason, now, timeZone)}`
  const { instead } = shift.reason
  if (!instead) return facts
  const because = instead.because === 'away' ? 'is away' : 'has left the rota'
  return `${nameOf(instead.user)} ${because}; ${facts}`
}

function choice(shift: Shift): string {
  const { reason } = shift
  const turns = shift.class === 'weekday' ? 'turns' : `${shift.class} turns`
  const among = `among the ${reason.available} available${givenUp(reason.relaxed)}`
  const fewest = `fewest ${turns} ${among}`
  switch (reason.by) {
    case 'alone':
      return `the only one available${givenUp(reason.relaxed)}`
    case 'class':
      return fewest
    case 'longest-ago':
      return `${fewest}, and the longest since one`
    case 'total':
      return shift.class === 'weekday' ? fewest : `${fewest}, and the fewest in total`
    case 'away-soon':
      return `${fewest}, and away soon`
    case 'weekends':
      return `${fewest}, and no weekend owed to them`
    case 'nights':
      return `${fewest}, and ${reason.night ? 'the fewest' : 'the most'} nights so far`
    case 'order':
      return `${fewest}, and first in line`
  }
}

function givenUp(relaxed: Reason['relaxed']): string {
  switch (relaxed) {
    case null:
      return ''
    case 'gap':
      return ', nobody better rested being left'
    case 'quarter':
      return ', everybody having had many turns lately'
    case 'newcomer':
      return ', although new here, since nobody else is left'
    case 'night':
      return ', it being night for all of them'
  }
}

function lastOne({ last }: Reason, now: Date, timeZone: string): string {
  if (!last) return 'the first one'
  const days = Math.floor((+now - +last) / day)
  if (days < 0) {
    const date = inZone(last, timeZone)
    return `the one before is on ${date.toPlainDate().toString()}`
  }
  if (days < 14) return `last one ${days} ${days === 1 ? 'day' : 'days'} ago`
  return `last one ${Math.floor(days / 7)} weeks ago`
}
