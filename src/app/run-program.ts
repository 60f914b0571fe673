/** Runs one of the small programs beside the bot: one line at the end, and words instead of a stack for mistakes that people can mend. */
import '#umask.ts'
import { Misconfigured } from '#misconfigured.ts'

export async function runProgram(work: () => Promise<string>): Promise<void> {
  try {
    console.log(await work())
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error
    console.error(error.problems.join('\n'))
    process.exitCode = 1
  }
}
