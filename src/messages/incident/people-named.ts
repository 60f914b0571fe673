/** Names the people who are asked next, or who were. */
import type { UserId } from '#incidents/incident.ts'
import { type Line, mention } from '#words/blocks.ts'

/** The most people named of a whole rota. */
const most = 3

/** `@Mira`, `@Mira and @Leila`, `@Mira, @Leila, @Tomas and 2 more`. */
export function peopleNamed(users: readonly UserId[]): Line {
  const named = users.slice(0, most)
  const more = users.length - named.length
  return [
    ...named.flatMap((user, nth): Line => [nth === 0 ? '' : joint(nth, named.length, more), mention(user)]),
    more > 0 ? ` and ${more} more` : '',
  ]
}

function joint(nth: number, named: number, more: number): string {
  return nth === named - 1 && more === 0 ? ' and ' : ', '
}
