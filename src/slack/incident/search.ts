/** Answers the question if this has happened before. */
import { howToSearch, searchResults } from '#messages/incident/search-results.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { firstWord } from '../asking/role-words.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `search checkout revert`, `search drills checkout`. */
export async function typeSearch({ user, rest }: TypedVerb, { search, policy }: Services): Promise<Reply> {
  const [first, others] = firstWord(rest)
  const drills = first.toLowerCase() === 'drills'
  const words = drills ? others : rest
  if (words.trim() === '') return { say: howToSearch(policy.words) }
  return { say: searchResults(words, await search.find(user, words, drills), drills) }
}
