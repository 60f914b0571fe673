/** Hands a file's bytes to Slack: the second of three steps. */
import type { Upload } from '#reconcile/file.ts'

const patience = 10_000

export const upload: Upload = async (url, bytes) => {
  const signal = AbortSignal.timeout(patience)
  const answer = await fetch(url, { method: 'POST', body: bytes, signal }).catch(() => null)
  return answer?.ok === true
}
