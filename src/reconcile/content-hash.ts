import { hash } from 'node:crypto'
import type { Message } from '#words/message.ts'

/** A hash that tells if content is the same as before; short enough for a column and a message's metadata. */
export function contentHash(content: unknown): string {
  return hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22)
}

export function messageHash({ text, blocks }: Message): string {
  return contentHash([text, blocks])
}
