/** Cuts people's words for the rules. Pure. */
import { type RecordedMessage, speech } from '#history/heard.ts'
import { isForwardLine } from '#history/message-words.ts'
import type { UserId } from '#incidents/incident.ts'
import { folded, languagesOf } from './languages/languages-of.ts'
import type { Language } from './languages/language.ts'
import { spoken, proseText } from './words.ts'

/** Words said, however they are stored. */
export type Utterance = Pick<RecordedMessage, 'author' | 'byApp' | 'subtype' | 'text' | 'files'>

/** True for words of somebody other than Muster; false for a line such as "joined". */
export function isSaid(
  { deleted, author, subtype, text, files }: Utterance & Partial<Pick<RecordedMessage, 'deleted'>>,
  bot: UserId,
): boolean {
  if (deleted === true || author === bot || (text === '' && files.length === 0)) return false
  return subtype === null || [...speech, 'bot_message'].includes(subtype)
}

/**
 * The part of a text that the rules look at. They are given nothing else, so that no message takes them long, whatever
 * somebody pasted into it.
 */
export interface Beginning {
  /** Slack's mrkdwn. */
  text: string
  /** The same as plain text, people by id. */
  words: string
  /** The same, folded, for lists of words. */
  folded: string
  /** The languages it is written in, as far as its small words tell. */
  languages: readonly Language[]
  sentences: Sentence[]
  isQuestion: boolean
}

export interface Sentence {
  /** Slack's mrkdwn. */
  text: string
  words: string
  folded: string
  isQuestion: boolean
}

/** In UTF-16 units. */
const mostRead = 2_000

/** Cuts a text; no other place does. */
export function beginningOf(text: string): Beginning {
  const read = beginning(text)
  const words = proseText(spoken(read))
  const plain = folded(words)
  return {
    text: read,
    words,
    folded: plain,
    languages: languagesOf(plain),
    sentences: attributed(sentences(read)).map(({ from, one }) => {
      const said = proseText(spoken(one)).trim()
      return { text: `${from}${one}`, words: said, folded: folded(said), isQuestion: isQuestion(said) }
    }),
    isQuestion: isQuestion(words),
  }
}

/** Cuts at a space where one is near: half a word or half an address would mean something else. */
function beginning(text: string): string {
  if (text.length <= mostRead) return text
  const kept = text.slice(0, mostRead).toWellFormed()
  const space = kept.search(/\s\S{0,200}$/)
  return space > 0 ? kept.slice(0, space) : kept
}

/** Sentences of a forward keep the name of their writer, since each is quoted by itself. */
function attributed(all: readonly string[]): { from: string; one: string }[] {
  const parts: { from: string; said: string[] }[] = [{ from: '', said: [] }]
  for (const one of all) {
    if (isForwardLine(one)) parts.push({ from: `${one} `, said: [] })
    else parts.at(-1)?.said.push(one)
  }
  return parts.flatMap(({ from, said }) => underLabels(said).map((one) => ({ from, one })))
}

/** Joins a label that has a line of its own, such as "Root cause:", to the sentence below it. */
function underLabels(all: readonly string[]): string[] {
  const joined: string[] = []
  for (const one of all) {
    const above = joined.at(-1)
    if (above !== undefined && label.test(above)) joined.splice(-1, 1, `${above.trimEnd()} ${one}`)
    else joined.push(one)
  }
  return joined
}

const label = /^.{1,60}[:：][*_~`]{0,3}\s*$/

export function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|(?<=[。！？])|\n+/).filter((one) => one.trim() !== '')
}

function isQuestion(text: string): boolean {
  return /[?？]\s*$/.test(text)
}
