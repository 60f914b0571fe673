/** Everything a post-mortem is drafted from. */
import type { Incident, Recorded, UserId } from '#incidents/incident.ts'
import type { Words } from '#incidents/words.ts'
import type { Finding } from './finding.ts'
import type { TimelineEdit } from './timeline.ts'

export interface DraftInput {
  incident: Incident
  events: readonly Recorded[]
  /** Findings on every message, in order. */
  findings: readonly Finding[]
  edits: readonly TimelineEdit[]
  /** Action items that people agreed on. */
  actions: readonly {
    number: number
    what: string
    owner: UserId | null
    due: string | null
    state: string
  }[]
  bot: UserId
  words: Words
  now: Date
}
