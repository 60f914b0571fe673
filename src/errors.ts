/**
 * A "no" with words for the person who asked: what did not happen, and what to do instead.
 * Anything else that is thrown is a fault of ours, and the person gets a reference to it.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  /** The form field the words belong to, where there is one. */
  readonly field: string | undefined

  constructor(words: string, field?: string) {
    super(words)
    this.field = field
  }
}
