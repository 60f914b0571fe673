/** Finds where in Slack a document's evidence can be read. Pure. */
import type { Recorded } from '#incidents/incident.ts'
import type { SlotState } from '#reconcile/slot.ts'
import type { Evidence } from '../draft/evidence.ts'

/**
 * The address of a message; for an event, of the message that told of it, else of the incident's card. `workspace` is its
 * address, such as `https://acme.slack.com/`. Null where nothing is known to be there.
 */
export function evidenceLink(
  evidence: Evidence,
  workspace: string | null,
  events: readonly Recorded[],
  slots: ReadonlyMap<string, Pick<SlotState, 'channel' | 'ts'>>,
): string | null {
  if (workspace === null) return null
  const places =
    evidence.kind === 'message'
      ? [evidence]
      : [...toldIn(events.find(({ seq }) => seq === evidence.seq)), 'card'].map((name) => slots.get(name))
  const found = places.find((one) => one?.channel && one.ts)
  return found?.channel && found.ts
    ? `${workspace}archives/${found.channel}/p${found.ts.replace('.', '')}`
    : null
}

/** The names of the slots that tell of an event. */
function toldIn(event: Recorded | undefined): string[] {
  if (event === undefined) return []
  return [`line:${event.seq}`, ...(event.type === 'update posted' ? [`room-update:${event.number}`] : [])]
}
