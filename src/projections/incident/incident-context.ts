/** Everything besides an incident and its events that its projection needs. */
import type { FoundIncident } from '#learning/found.ts'
import type { Paged } from '#escalation/page-view.ts'
import type { Words } from '#incidents/words.ts'
import type { ChannelRef, SlotState } from '#reconcile/slot.ts'

export interface IncidentContext {
  words: Words
  /** The slots as recorded. */
  slots: ReadonlyMap<string, SlotState>
  /** People paged for it, in order. */
  pages: Paged[]
  /** Past incidents that sound alike. */
  past: FoundIncident[]
  /** Refusals by Slack, in words for people. */
  problems: string[]
  stakeholders: ChannelRef
  tech: ChannelRef
  /** The room of the incident it was merged into. */
  continuesIn: string | null
  /** True when it has been over for long enough to archive the room. */
  archive: boolean
}
