import type { Job, Result } from '../job.ts'
import type { Failed } from '#slack-port.ts'
import { notDone, notSeen } from '../job.ts'
import type { BookmarksSlot } from '../slot.ts'
import { arrayIn, fieldsOf, textIn } from './response.ts'

/** Adds the missing links one after the other: they keep the order of adding, and Slack refuses two at once. */
export async function addBookmarks({ links }: BookmarksSlot, job: Job): Promise<Result> {
  const detail = job.row()?.detail ?? {}
  const made = { ...detail.bookmarks }
  const remembered = () => ({ ...detail, bookmarks: { ...made } })
  if (job.unsure) {
    const listed = await job.read('bookmarks.list', { channel_id: job.channel })
    if (listed.kind !== 'ok') return notSeen(listed, job)
    const standing = arrayIn(listed.body, 'bookmarks')
    for (const { title, url } of links) {
      const same = standing.find((bookmark) => bookmark['link'] === url || bookmark['title'] === title)
      if (same) made[url] = textIn(same['id'])
    }
  }

  let refusal: Failed | undefined
  for (const { title, url } of links) {
    if (made[url] !== undefined) continue
    const added = await job.write(
      'bookmarks.add',
      { channel_id: job.channel, title, type: 'link', link: url },
      { bookmarks: { ...made } },
    )
    if (added.kind === 'ok') made[url] = textIn(fieldsOf(added.body['bookmark'])['id'])
    else if (added.kind === 'refused' && added.error === 'invalid_link') refusal = added
    else return notDone(added, remembered())
  }
  return refusal ? notDone(refusal, remembered()) : { kind: 'shown', detail: remembered() }
}
