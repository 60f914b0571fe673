/** Places files that somebody asked for: each once, also when something goes wrong on the way. */
import { sql } from 'kysely'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { wake } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import type { File, Upload } from '../file.ts'
import { reconcile } from './reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import type { ChannelRef } from '../slot.ts'
import { urgencies } from '#urgency.ts'
import { freshRow, rowsOf } from '../slot-store.ts'

export interface FileServiceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  upload: Upload
}

export interface Placing {
  /** The due key under which it was requested. */
  key: string
  channel: ChannelRef
  file: File
  /** Receives Slack's id of the file before anybody can see the file. */
  placing?: (id: string) => Promise<void>
}

export interface Placed {
  /** The time to try again; null once it is there, or will never be. */
  next: Date | null
  /** Slack's id of the placed file. */
  id: string | null
}

export type FileService = ReturnType<typeof createFileService>

export function createFileService({ db, clock, slack, upload }: FileServiceParts) {
  /** A file that was placed already is left as it is, until it is asked for again. */
  async function place({ key, channel, file, placing }: Placing, run: RunContext): Promise<Placed> {
    const asked = (await rowsOf(db, key)).get('asked')?.attempt ?? 0
    const slot = { kind: 'file', name: 'file', urgency: urgencies.paperwork, channel, file, asked } as const
    const { next, rows } = await reconcile(key, [slot], { db, clock, slack, upload, placing, ...run })
    return { next, id: rows.get('file')?.ts ?? null }
  }

  /** Tells if nobody knows yet what becomes of a file asked for by `key`. */
  async function isOnItsWay(key: string): Promise<boolean> {
    const row = (await rowsOf(db, key)).get('file')
    return row !== undefined && (row.started_at !== null || row.retry_at !== null)
  }

  return { place, isOnItsWay }
}

/** Asks the run of `key` to place a file: another one, if it was placed before. Belongs in a transaction. */
export async function askForFile(trx: Db, key: string, now: Date): Promise<void> {
  await trx
    .insertInto('slot')
    .values({ ...firstAsk, owner: key })
    .onConflict((conflict) =>
      conflict.columns(['owner', 'name']).doUpdateSet({ attempt: sql`slot.attempt + 1` }),
    )
    .execute()
  await wake(trx, key, { at: now, urgency: urgencies.paperwork })
}

/** Stands apart from the file's own row, which the run that places it writes. */
const firstAsk = { ...freshRow, name: 'asked', kind: 'asked' }
