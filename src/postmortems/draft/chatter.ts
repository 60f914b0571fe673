/** Tells messages that say nothing of the incident, however often they are typed in one. Pure. */
import { isInJest } from './claims.ts'
import type { Beginning } from './said.ts'

/** `empty` says nothing; `aside` speaks of people, thanks or waiting; `joke` is not meant; `none` may matter. */
export type Chatter = 'empty' | 'aside' | 'joke' | 'none'

export function chatterIn({ folded, languages, isQuestion }: Beginning): Chatter {
  const said = folded.replace(/:[a-z0-9_+-]{1,40}:|@\w{1,40}/g, ' ').trim()
  if (!/[\p{L}\p{N}]/u.test(said)) return 'empty'
  if (isInJest(folded, languages)) return 'joke'
  if (
    embarrassed.test(folded) &&
    !languages.some(({ deed, broken }) => deed.test(folded) || broken.test(folded))
  )
    return 'aside'
  const own = said.split(/[^\p{L}\p{N}']+/u).filter((one) => one !== '')
  const words = own.length
  if (words <= 12 && own.every((one) => languages.some(({ chatter }) => chatter.has(one)))) return 'empty'
  if (words <= 8 && languages.some(({ waiting }) => waiting.test(said))) return 'aside'
  if (words <= 25 && languages.some(({ aside }) => aside.test(said))) return 'aside'
  // Somebody who was not there asks; those who were answer.
  return isQuestion && words <= 25 ? 'aside' : 'none'
}

/** A smile that is seldom meant, unless it comes with what somebody did or found. */
const embarrassed = /[😅🙈🙃🥲]|:(sweat_smile|see_no_evil|upside_down_face|smiling_face_with_tear):/u
