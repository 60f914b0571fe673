/** What it takes, besides an incident and its events, to tell what Slack should show of it. */
import type { FoundIncident } from '#learning/found.ts'
import type { Paged } from '#escalation/page-view.ts'
import type { Words } from '#incidents/words.ts'
import type { ChannelRef, SlotState } from '#reconcile/slot.ts'

export interface IncidentContext {
  words: Words
  /** What is recorded as shown. */
  slots: ReadonlyMap<string, SlotState>
  /** Who was paged for it, in order. */
  pages: Paged[]
  /** What it sounds like, of the past. */
  past: FoundIncident[]
  /** What Slack refused, in words for people. */
  problems: string[]
  stakeholders: ChannelRef
  tech: ChannelRef
  /** The room of the incident it was merged into. */
  continuesIn: string | null
  /** It has been over for so long that the room may be archived. */
  archive: boolean
}
