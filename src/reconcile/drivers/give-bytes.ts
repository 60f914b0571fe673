import type { File } from '../file.ts'
import { type Job, notSeen, type Result, SETTLING } from '../job.ts'
import { textIn } from './response.ts'

/** Gives a file's bytes to Slack, where nobody sees them yet. Its id; or the result, where that did not succeed. */
export async function giveBytes({ name, content, words }: File, job: Job): Promise<string | Result> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const place = await job.read('files.getUploadURLExternal', {
    filename: name,
    length: bytes.length,
    ...(words !== undefined && { alt_txt: words.slice(0, 1_000) }),
  })
  if (place.kind !== 'ok') return notSeen(place, job)
  const url = textIn(place.body['upload_url'])
  return (await job.upload(url, bytes)) ? textIn(place.body['file_id']) : fromTheStart(job)
}

/** Nobody can see anything of it: the next attempt begins from the start. */
export function fromTheStart(job: Job): Result {
  return { kind: 'later', at: new Date(job.now().getTime() + SETTLING), detail: {} }
}
