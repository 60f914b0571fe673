/** Results of a search: the incident, its end, its repair, and its room. */
import type { FoundIncident } from '#learning/found.ts'
import type { Message } from '#words/message.ts'
import { bold, channel, type Line, lines, message, type Piece, when } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { titled } from '#incidents/title.ts'
import { statusWords, type Words } from '#incidents/words.ts'
import { afterStart } from '#incidents/impact-times.ts'

export function searchResults(words: string, found: readonly FoundIncident[], drills: boolean): Message {
  const what = drills ? 'drill' : 'incident'
  if (found.length === 0)
    return message(
      lines([`No ${what} has all of these words: ${inline(words, 100)}`], ['Fewer words find more.']),
    )
  return message(
    lines([found.length === 1 ? `One ${what}:` : `${found.length} ${what}s, the closest first:`]),
    ...found.map(foundLines),
  )
}

/** Answers a search without words. */
export function howToSearch({ names }: Words): Message {
  return message(
    lines(
      ['Search for words of what happened or of what fixed it:'],
      [bold(`${names.command} search checkout revert`)],
      [`Drills are found with ${names.command} search drills …`],
    ),
  )
}

/** Writes three lines: the incident, its end, its repair. */
export function foundLines({ number, title, ...found }: FoundIncident): Piece {
  const facts = [found.severity, found.private && 'private', found.drill && 'drill']
  return lines(
    [bold(titled({ number, title })), ...facts.filter((fact) => !!fact).map((fact) => ` · ${fact}`)],
    ending(found),
    found.fix !== null && ['What fixed it: ', inline(found.fix, 300)],
  )
}

function ending(found: Omit<FoundIncident, 'number' | 'title'>): Line {
  const { status, declaredAt, endedAt, mergedInto, room } = found
  return [
    when(declaredAt, 'day'),
    ` · ${status === 'merged' && mergedInto === null ? 'Handled elsewhere' : statusWords[status]}`,
    mergedInto !== null && status === 'merged' ? ` into #${mergedInto}` : '',
    endedAt === null ? '' : ` ${afterStart(found, endedAt)}`,
    ...(room === null ? [] : [' · ', channel(room)]),
  ]
}
