/** Putting a file into a channel, by Slack's three steps. */
import type { Clock } from '#clock.ts'
import type { Upload } from '#projection/file.ts'
import type { Outcome, SlackPort } from '#projection/slack-port.ts'
import { urgencies } from '#projection/slot.ts'

const again = 5_000
const patience = 10_000

export function createUpload({ slack, clock }: { slack: SlackPort; clock: Clock }): Upload {
  const soon = () => new Date(clock.now().getTime() + again)
  const waiting = (outcome: Exclude<Outcome, { kind: 'ok' }>) => {
    if (outcome.kind === 'refused') return null
    return outcome.kind === 'later' ? outcome.at : soon()
  }

  return async function upload(channel, { name, content, title = name, words }, placing) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const place = await slack.call(
      'files.getUploadURLExternal',
      {
        filename: name,
        length: bytes.length,
        ...(words !== undefined && { alt_txt: words.slice(0, 1_000) }),
      },
      urgencies.paperwork,
    )
    if (place.kind !== 'ok') return waiting(place)
    const { upload_url: url, file_id: id } = place.body
    if (typeof url !== 'string' || typeof id !== 'string') return null
    const sent = await fetch(url, {
      method: 'POST',
      body: bytes,
      signal: AbortSignal.timeout(patience),
    }).catch(() => null)
    if (!sent?.ok) return soon()
    await placing?.(id)
    const shared = await slack.call(
      'files.completeUploadExternal',
      { files: [{ id, title }], channel_id: channel },
      urgencies.paperwork,
    )
    // After a lost answer the file may be there: a second one would be worse than none.
    return shared.kind === 'later' ? shared.at : null
  }
}
