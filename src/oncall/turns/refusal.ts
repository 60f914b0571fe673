/** The reason a change was not made. `who` is the person it is about. */
export interface RotaRefusal {
  readonly ok: false
  readonly reason: RefusalReason
  readonly who: string | null
}

export type RefusalReason =
  | 'already-a-member'
  | 'not-a-member'
  | 'left'
  | 'away-then'
  | 'not-away'
  | 'empty-range'
  | 'in-the-past'
  | 'too-long'
  | 'not-on-call-then'
  | 'already-on-call'
  | 'no-such-cover'
  | 'already-taken'
  | 'shift-moved'
  | 'no-such-swap'
  | 'not-yours-to-answer'
  | 'already-answered'
  | 'expired'
  | 'own-shift'
  | 'no-reason'

export function refuse(reason: RefusalReason, who: string | null = null): RotaRefusal {
  return { ok: false, reason, who }
}

/** One kind sentence for the person who asked. `nameOf` turns an id into the name to show. */
export function sayRefusal({ reason, who }: RotaRefusal, nameOf: (user: string) => string): string {
  const name = who === null ? 'They' : nameOf(who)
  switch (reason) {
    case 'already-a-member':
      return `${name} is in this rota already, nothing to do.`
    case 'not-a-member':
      return `${name} is not in this rota.`
    case 'left':
      return `${name} has left this rota, so there is nobody to trade with any more. Ask for cover instead.`
    case 'away-then':
      return `${name} is away then. End the absence first if that has changed.`
    case 'not-away':
      return 'That absence is over or was never noted, nothing to do.'
    case 'empty-range':
      return 'The end has to come after the start.'
    case 'in-the-past':
      return 'That time has passed, and what has been stays as it was.'
    case 'too-long':
      return 'An absence begins within a year, and is a year long at most; nothing was noted. Whoever is gone for longer leaves the rota, and joins it again when they are back.'
    case 'not-on-call-then':
      return `${name} is not on call for all of that time.`
    case 'already-on-call':
      return `${name} is already on call then.`
    case 'no-such-cover':
      return 'Nobody is asking for that cover any more.'
    case 'already-taken':
      return `Thank you! ${name} was a moment faster and has this one.`
    case 'shift-moved':
      return `That turn is not ${who === null ? 'theirs' : `${name}'s`} any more, so there is nothing to take.`
    case 'no-such-swap':
      return 'That swap is not on offer any more.'
    case 'not-yours-to-answer':
      return `Only ${name} can answer this one.`
    case 'already-answered':
      return 'This swap has been answered already.'
    case 'expired':
      return 'This offer has run out. Feel free to make a new one.'
    case 'own-shift':
      return 'Both of these turns are the same person’s.'
    case 'no-reason':
      return 'Please say why in a few words: people will read it beside the change.'
  }
}
