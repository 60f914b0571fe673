/** The bot as `main.ts` starts it, which ends itself at the commit that its parent names. */
import { type CommitMoment, commitsSoFar, dieAtCommit, watchCommits } from './commits.ts'

watchCommits()
process.on('message', (told: 'how many' | { nth: number; moment: CommitMoment }) => {
  if (told === 'how many') process.send?.(commitsSoFar())
  else dieAtCommit(told.nth, told.moment)
})
await import('../src/main.ts')
