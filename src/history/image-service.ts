/** Copies shared pictures once an incident is resolved: outside Slack a link to them shows nothing. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { Incident } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { day } from '#time.ts'
import { urgencies } from '#urgency.ts'
import type { StoredImage } from './heard.ts'
import { imagesOf, saveImage, uncopied } from './image-store.ts'

/** Downloads a file, if it is a picture no larger than that many bytes. */
export type Download = (
  file: string,
  largest: number,
) => Promise<
  | { kind: 'ok'; mimetype: string; content: Uint8Array }
  | { kind: 'later'; at: Date }
  | { kind: 'refused'; error: string }
>

/** Largest picture in bytes, and most pictures of an incident; others stay links. */
const most = { size: 2 * 1024 * 1024, count: 30 }
/** The time after it was resolved in which is tried, in milliseconds. */
const patience = day

export function createImageService({ db, clock, download }: { db: Db; clock: Clock; download: Download }) {
  async function copy({ number, status, resolvedAt }: Incident): Promise<{ next: Date | null }> {
    if (isOpen(status) || resolvedAt === null) return { next: null }
    for (const one of await uncopied(db, number, most)) {
      const found = await download(one.file, most.size)
      if (found.kind === 'later')
        return { next: found.at.getTime() - resolvedAt.getTime() < patience ? found.at : null }
      await transact(db, (trx) => saveImage(trx, one, found.kind === 'ok' ? found : { refused: found.error }))
    }
    return { next: null }
  }

  return {
    copy,
    of: (incident: number): Promise<StoredImage[]> => imagesOf(db, incident),
    wakeUp: (on: Db, incident: number) =>
      wake(on, dueKey('images', incident), { at: clock.now(), urgency: urgencies.paperwork }),
  }
}
