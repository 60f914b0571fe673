/** Runs a small program beside the bot: prints one line at the end, and plain words instead of a stack for mendable problems. */
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
