/**
 * A "no" with words for the person who asked: what did not happen, and what to do instead.
 * Anything else that is thrown is a fault of ours, and the person gets a reference to it.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  /** The form field the words belong to, where there is one. */
  readonly field: string | undefined
  /** A thing that the person can do instead. */
  readonly instead: Instead | undefined

  constructor(words: string, field?: string, instead?: Instead) {
    super(words)
    this.field = field
    this.instead = instead
  }
}

/** A button that does instead what can be done. */
export interface Instead {
  words: string
  action: string
  value: string
}
