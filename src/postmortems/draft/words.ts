/** A post-mortem's words, with people kept apart from text: the place that shows them decides between names and roles. */
import { isPerson, programName } from '#incidents/actor.ts'
import type { Actor, UserId } from '#incidents/incident.ts'
import { plain } from '#words/plain.ts'
import { clean } from '#words/user-text.ts'

/** Strings are plain text. */
export type Prose = readonly (string | { person: UserId } | { link: string })[]

/** A message's words. */
export function spoken(slackText: string): Prose {
  return slackText
    .split(/<@([UW][A-Z0-9_]+)(?:\|[^<>]*)?>/)
    .flatMap((piece, index): Prose => (index % 2 === 1 ? [{ person: piece }] : linked(plain(piece).text)))
}

/** Plain text, with its addresses as parts of their own. */
export function linked(text: string): Prose {
  return joined(text)
    .split(/(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}])/)
    .flatMap((piece, index): Prose => {
      if (piece === '') return []
      return index % 2 === 1 ? [{ link: piece }] : [piece]
    })
}

/** Without control characters; the spaces that join it to its neighbours stay. */
function joined(text: string): string {
  const isMore = text.trim() !== '' && text.trimEnd() !== text
  return `${/^\s/.test(text) ? ' ' : ''}${clean(text)}${isMore ? ' ' : ''}`
}

/** Plain text. People appear by id, for the rules to read, unless `nameOf` tells how to show them. */
export function proseText(words: Prose, nameOf: (person: UserId) => string = (id) => `@${id}`): string {
  return words
    .map((one) => (typeof one === 'string' ? one : 'link' in one ? one.link : nameOf(one.person)))
    .join('')
}

export function linksIn(words: Prose): string[] {
  return words.flatMap((one) => (typeof one === 'object' && 'link' in one ? [one.link] : []))
}

/** Names the one who did something. */
export function namedActor(actor: Actor): Prose {
  if (actor === null) return ['Muster']
  return [isPerson(actor) ? { person: actor } : clean(programName(actor))]
}

/** Names the writer of a message; an app by its own name. */
export function writerOf({ author, app }: { author: UserId | null; app: string | null }): Prose {
  if (app !== null) return [app]
  return author === null ? ['somebody'] : [{ person: author }]
}
