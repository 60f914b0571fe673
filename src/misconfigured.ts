/** Everything that is wrong with the configuration and the policy, in one report that names no value. */
export class Misconfigured extends Error {
  override name = 'Misconfigured'
  /** One line each: where, what is wrong, what to do. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`Muster cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}
