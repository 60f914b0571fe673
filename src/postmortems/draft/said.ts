/** What people said, as it is looked at by the rules. Pure. */
import type { Message } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'

/** What was said, however it is stored. */
export type Told = Pick<Message, 'author' | 'byApp' | 'subtype' | 'text' | 'files'>

/** Words of somebody else than us, and not a line such as "joined". */
export function isSaid(
  { deleted, author, subtype, text, files }: Told & Partial<Pick<Message, 'deleted'>>,
  bot: UserId,
): boolean {
  if (deleted === true || author === bot || (text === '' && files.length === 0)) return false
  return subtype === null || ['file_share', 'thread_broadcast', 'bot_message', 'me_message'].includes(subtype)
}

export function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/).filter((one) => one.trim() !== '')
}

export function isQuestion(text: string): boolean {
  return text.trimEnd().endsWith('?')
}
