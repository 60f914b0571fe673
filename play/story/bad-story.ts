/** A story that cannot be played as it is written; the message names lines and keys. */
export class BadStory extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'BadStory'
  }
}
