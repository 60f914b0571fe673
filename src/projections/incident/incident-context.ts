/** The facts, besides an incident and its events, that decide what Slack should show. */
import type { NewsKind } from '#incidents/news.ts'
import type { PinnedMessage } from '#history/pinned.ts'
import type { FoundIncident } from '#learning/found.ts'
import type { AlertCount } from '#alerts/alert-list.ts'
import type { Paged } from '#escalation/page-view.ts'
import type { Shadow } from '#oncall/shadow.ts'
import type { Words } from '#incidents/words.ts'
import type { ChannelRef, SlotState } from '#reconcile/slot.ts'

export interface IncidentContext {
  words: Words
  /** The time to which lengths are counted. */
  now: Date
  /** True when nothing that the topic shows has changed for a while. */
  steady: boolean
  /** Decisions older than this are no news any more. */
  newsFrom: Date
  /** Names of the people whom its events speak of. */
  names: ReadonlyMap<string, string>
  /** The slots recorded as shown. */
  slots: ReadonlyMap<string, SlotState>
  /** The people paged for it, in order. */
  pages: Paged[]
  /** People who learn in the rotas that are paged. */
  shadows: readonly Shadow[]
  /** Alerts that belong to it; null for none. */
  alerts: AlertCount | null
  /** Past incidents that it sounds like. */
  past: FoundIncident[]
  /** The messages that people pinned last; read only for somebody who is to be briefed. */
  pins: readonly PinnedMessage[]
  /** Slack's refusals, in words for people. */
  problems: string[]
  stakeholders: ChannelRef
  tech: ChannelRef
  /** The news that is also sent to the channel of stakeholders, out of its thread. */
  broadcast: readonly NewsKind[]
  /** The room of the incident it was merged into. */
  continuesIn: string | null
  /** The time the room is archived; null while that is not known, and once it is. */
  archiveAt: Date | null
  /** True while the room of an ended incident waits for the post-mortem. */
  awaitsPaperwork: boolean
  /** True when it has been over for long enough to archive the room. */
  archive: boolean
}
