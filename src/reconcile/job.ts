/** The work on one slot: the input of its driver, and the result. */
import type { Upload } from './file.ts'
import type { Failed, CallOutcome } from '#slack-port.ts'
import type { List, ListRead } from '#lists/read-list.ts'
import type { MessageSlot, Slot, SlotDetail } from './slot.ts'
import type { SlotRow } from './slot-store.ts'

/** A message's pin, which the reconciler looks after as a slot of its own. */
export interface PinSlot {
  kind: 'pin'
  name: string
  urgency: MessageSlot['urgency']
  /** The message's slot. */
  of: string
}

export type AnySlot = Slot | PinSlot

/** A slot that may be worked on now. */
export interface ReadySlot {
  slot: AnySlot
  hash: string
  /** True when an earlier call may have been carried out: look, or repeat calls that may be repeated. */
  unsure: boolean
  /** The channel it belongs to; empty for a slot that is itself a channel. */
  channel: string
  /** The message it replies to, or, for a pin, the message to pin. */
  ts: string | null
}

/** The result of a slot's call. `detail` replaces the remembered one. */
export type Result =
  /** Slack shows it. `hash` is that of the shown content, where it differs from the wanted one. */
  | { kind: 'shown'; channel?: string; ts?: string; hash?: string | null; detail?: SlotDetail }
  /** Not carried out. `unsure` means that the fate of an earlier call is still unknown. */
  | { kind: 'later'; at: Date; unsure?: boolean; detail?: SlotDetail }
  | { kind: 'refused'; error: string; detail?: SlotDetail }
  | { kind: 'unknown'; detail?: SlotDetail }
  /** People deleted the message. */
  | { kind: 'gone' }

export type Args = Record<string, unknown>

/** A list, identified by the call that reads it. */
export interface Asked<F> extends Omit<List<F>, 'key' | 'read'> {
  method: string
  args: Args
  /** True when Slack returns it all at once, and takes no limit. */
  isOnePage?: boolean
  /** Names looked for; others are not kept. */
  sought?: readonly string[]
}

export interface Job extends ReadySlot {
  /** `<owner>/<name>`, as messages carry it in their metadata. */
  key: string
  botUserId: string
  /** The row as it stands, once there is one. */
  row: () => SlotRow | undefined
  /** A call that changes nothing. */
  read: (method: string, args: Args) => Promise<CallOutcome>
  /** A call that changes something: committed to the slot's row before it is sent. */
  write: (method: string, args: Args, detail?: SlotDetail) => Promise<CallOutcome>
  /** Reads a whole list, continuing from the point at which an earlier run stopped. Equal requests share one look. */
  list: <F>(list: Asked<F>) => Promise<ListRead<F> | Failed>
  /** Commits to the slot's row what must be known even if the process ends now. */
  remember: (detail: SlotDetail) => Promise<void>
  /** Hands a file's bytes over. Nobody can see them yet. */
  upload: Upload
  /** Tells of a file's id before anybody can see it. */
  placing: (id: string) => Promise<void>
  /**
   * Finds this slot's message in `channel`, if an earlier call has posted it. Requests for the same place share one
   * look.
   */
  find: () => Promise<FoundMessage | null | Failed>
  now: () => Date
  /** Tells if a channel already belongs to a slot. */
  isTaken: (channel: string) => Promise<boolean>
}

export interface FoundMessage {
  channel: string
  ts: string
  /** Hash of the content it was posted with. */
  hash: string | null
}

/** The result after a changing call that did not succeed. */
export function notDone(outcome: Failed, detail?: SlotDetail): Result {
  const kept = detail && { detail }
  switch (outcome.kind) {
    case 'later':
      return { kind: 'later', at: outcome.at, ...kept }
    case 'refused':
      return { kind: 'refused', error: outcome.error, ...kept }
    case 'unknown':
      return { kind: 'unknown', ...kept }
  }
}

/** The longest time Slack may still be carrying out a call that nobody answered. */
export const SETTLING = 3_000

/** The result after a look that did not succeed: earlier doubts remain. */
export function notSeen(outcome: Failed, job: Pick<Job, 'unsure' | 'now'>, detail?: SlotDetail): Result {
  const kept = detail && { detail }
  switch (outcome.kind) {
    case 'later':
      return { kind: 'later', at: outcome.at, unsure: job.unsure, ...kept }
    case 'refused':
      return { kind: 'refused', error: outcome.error, ...kept }
    case 'unknown':
      return { kind: 'later', at: new Date(job.now().getTime() + SETTLING), unsure: job.unsure, ...kept }
  }
}
