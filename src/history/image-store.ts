/** Copies of shared pictures, in the database. */
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { StoredImage, Said } from './heard.ts'

/** A picture of a message that is not copied yet. */
export interface Uncopied {
  channel: string
  ts: string
  file: string
}

/** The first pictures of an incident up to that size, without those tried before. */
export async function uncopied(
  db: Db,
  incident: number,
  { size, count }: { size: number; count: number },
): Promise<Uncopied[]> {
  const { rows } = await sql<Uncopied>`
    select first.channel, first.ts, first.file
    from (
      select channel, ts, file->>'id' as file
      from message, jsonb_array_elements(files) file
      where incident = ${incident} and not deleted
        and file->>'mimetype' like 'image/%' and (file->>'size')::bigint between 1 and ${size}
      order by at, ts limit ${count}
    ) first left join message_image image using (channel, ts, file)
    where image.file is null`.execute(db)
  return rows
}

/** Keeps a picture, unless its message is gone. */
export async function saveImage(
  trx: Trx,
  { channel, ts, file }: Uncopied,
  found: { mimetype: string; content: Uint8Array } | { refused: string },
): Promise<void> {
  const { mimetype, content } = 'refused' in found ? { mimetype: null, content: null } : found
  const refused = 'refused' in found ? found.refused : null
  // The lock lets a deletion of the message meanwhile see the picture.
  await sql`
    insert into message_image (channel, ts, file, mimetype, content, refused)
    select channel, ts, ${file}::text, ${mimetype}::text, ${content}::bytea, ${refused}::text
    from message where channel = ${channel} and ts = ${ts} and not deleted for share
    on conflict do nothing`.execute(trx)
}

/** Deletes copies of files that are no longer part of the message. */
export async function dropImages(
  db: Db,
  { channel, ts, files }: Pick<Said, 'channel' | 'ts' | 'files'>,
): Promise<void> {
  const left = files.filter(({ mimetype }) => mimetype.startsWith('image/')).map(({ id }) => id)
  await db
    .deleteFrom('message_image')
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .$if(left.length > 0, (q) => q.where('file', 'not in', left))
    .execute()
}

export async function imagesOf(db: Db, incident: number): Promise<StoredImage[]> {
  const { rows } = await sql<StoredImage>`
    select image.channel, image.ts, shared->>'name' as name, image.mimetype, image.content
    from message
      join message_image image using (channel, ts)
      join lateral jsonb_array_elements(message.files) shared on shared->>'id' = image.file
    where incident = ${incident} and not deleted and content is not null
    order by at, image.ts, image.file`.execute(db)
  return rows
}
