/** Briefs somebody who just came into the room; only they see it. */
import { peopleAmong } from '#incidents/actor.ts'
import type { Incident, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { PinnedMessage } from '#history/pinned.ts'
import { isUntaken } from '#incidents/taken.ts'
import type { Message } from '#words/message.ts'
import { bold, type Line, lines, link, mention, message } from '#words/blocks.ts'
import { actorWords } from './actor-words.ts'
import { glanceLine, headed } from './glance.ts'
import { attempt, lastUpdate, standing } from './situation.ts'
import { plain } from '#words/plain.ts'
import { inline } from '#words/user-text.ts'
import { roleName, type Words } from '#incidents/words.ts'

export interface BriefContext {
  words: Words
  /** The person who reads it. */
  reader: string
  /** Those asked who did not come. */
  missed: readonly UserId[]
  /** The messages that people pinned last. */
  pins: readonly PinnedMessage[]
  now: Date
}

export function brief(incident: Incident, { words, reader, missed, pins, now }: BriefContext): Message {
  const { fixes, updates, notes } = incident
  const update = updates.at(-1)
  return message(
    ...headed(incident, words, glanceLine(incident, words, now)),
    lines(...standing(incident, words), ['Reported by ', actorWords(incident.reporter)]),
    lines(...who(incident, reader, words), ...company(incident, reader, missed)),
    lines(
      ...(fixes.length > 0 ? fixes.slice(-4).map(attempt) : [['Nothing has been tried yet.']]),
      ...notes.slice(-2).map((note): Line => [bold('Note: '), inline(note.text, 300)]),
      update !== undefined && lastUpdate(update, isOpen(incident.status)),
      ...pins.map(pinnedLine),
    ),
    lines(
      [bold('Next: '), next(incident)],
      ...words.links.slice(0, 1).map(({ title, url }): Line => [link(url, inline(title, 80))]),
    ),
  )
}

function who({ roles }: Incident, reader: string, words: Words): Line[] {
  const held = (Object.keys(roles) as (keyof typeof roles)[]).slice(0, 10)
  if (held.length === 0) return [['Nobody has a role yet.']]
  return held.map((role) => {
    const user = roles[role]
    return [
      bold(`${roleName(role, words)}: `),
      ...(user ? [user === reader ? 'you' : mention(user)] : ['nobody yet']),
    ]
  })
}

/** The people in the room, and those who were paged in vain. */
function company({ present, reporter }: Incident, reader: UserId, missed: readonly UserId[]): Line[] {
  const here = [...new Set([...peopleAmong([reporter]), ...present.map(({ user }) => user)])]
  const others = here.filter((user) => user !== reader)
  return [
    ...(others.length === 0 ? [] : [[bold('Here: '), ...listed(others)]]),
    ...(missed.length === 0 ? [] : [[bold('Did not come: '), ...listed(missed)]]),
  ]
}

function pinnedLine({ author, app, text }: PinnedMessage): Line {
  const writer = author === null ? inline(app ?? 'somebody', 60) : mention(author)
  return [bold('Pinned: '), writer, ': ', inline(plain(text).text, 300)]
}

function listed(people: readonly UserId[]): Line {
  const more = people.length - mostNamed
  return [
    ...people.slice(0, mostNamed).flatMap((user, nth): Line => [nth > 0 ? ', ' : '', mention(user)]),
    more > 0 ? ` and ${more} more` : '',
  ]
}

const mostNamed = 12

function next(incident: Incident): string {
  const { status, fixes } = incident
  if (!isOpen(status)) return 'nothing; it is over. Reopen it from the pinned message if it comes back.'
  if (isUntaken(incident)) return 'if nobody has taken it yet, "Acknowledge" on the pinned message does.'
  if (fixes.some((fix) => fix.outcome === 'under way'))
    return 'a fix is under way: say here what you see of it.'
  if (status === 'monitoring') return 'watch whether it holds; then "Resolve" on the pinned message.'
  return 'can it be reverted? If not, a hotfix? Say here what you know, and ask who needs a hand.'
}
