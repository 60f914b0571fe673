/** Titles: the ones that can be used, and the form in which they become part of a sentence. Pure. */
import { Refusal } from '#errors.ts'
import { clean, inline, unaccented } from '#words/user-text.ts'
import { type Incident, severities } from './incident.ts'
import { statusWords } from './words.ts'

/** UTF-16 units. Slack shows a title of that length whole. */
export const longestTitle = 150

/** The title without what nobody can see, on one line. Throws a Refusal for one that cannot be used. */
export function usableTitle(text: string): string {
  const title = clean(text).replace(/\s+/g, ' ')
  if (!saysSomething(title)) {
    throw new Refusal(
      'Say in a few words what is happening, for example "checkout fails for everyone". Signs and emoji alone do not say it.',
      'title',
    )
  }
  if (title.length > longestTitle) {
    throw new Refusal(
      `That is ${title.length} characters; the title takes ${longestTitle}. Say it shorter and put the rest in the room. Nothing was changed.`,
      'title',
    )
  }
  return title
}

/** True for words with a letter or a digit of any script. Slack writes many emoji as `:fire:`. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(clean(text).replace(/:[a-z0-9_+'-]+:/g, ''))
}

/** `#12 Checkout fails`, or `#12 “P5 · Resolved”` where the title could be taken for our own words. */
export function titled({ number, title }: Pick<Incident, 'number' | 'title'>, max = longestTitle): string {
  return `#${number} ${titleInSentence(title, max)}`
}

/** The title alone, for a sentence that names no number. */
export function titleInSentence(title: string, max = longestTitle): string {
  return readsLikeOurs(title) ? `“${titleInQuotes(title, max - 2)}”` : inline(title, max)
}

/** The title for a place between quotation marks, which it cannot end. */
export function titleInQuotes(title: string, max = longestTitle): string {
  return inline(title.replace(/[“”„‟]/g, '"'), max)
}

/** Quoting one too many does no harm. */
function readsLikeOurs(title: string): boolean {
  return ours.test(unaccented(title))
}

const states = [
  ...Object.values(statusWords),
  ...severities,
  'all clear',
  'drill',
  'false alarm',
  'fixed',
  'is over',
  'no longer',
  'on call',
  'paged',
  'reopened',
  'severity:',
  'solved',
  'status:',
].join('|')

/** A word for how it stands, a separator of ours, a number of an incident, or a second sentence. */
const ours = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${states})(?![\\p{L}\\p{N}])|[·•|“”„‟]|#\\p{N}|[.!?]\\s|。.`,
  'iu',
)
