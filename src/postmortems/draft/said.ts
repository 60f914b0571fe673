/** Cuts people's words for the rules. Pure. */
import { type RecordedMessage, speech } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
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
  sentences: Sentence[]
  isQuestion: boolean
}

export interface Sentence {
  /** Slack's mrkdwn. */
  text: string
  words: string
  isQuestion: boolean
}

/** In UTF-16 units. */
const mostRead = 2_000

/** Cuts a text; no other place does. */
export function beginningOf(text: string): Beginning {
  const read = beginning(text)
  const words = proseText(spoken(read))
  return {
    text: read,
    words,
    sentences: underLabels(sentences(read)).map((one) => {
      const said = proseText(spoken(one)).trim()
      return { text: one, words: said, isQuestion: isQuestion(said) }
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
