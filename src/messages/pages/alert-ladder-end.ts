/** Calls for help where nobody on the ladder answered for a group of alerts, and says later how it went on. */
import type { Message } from '#words/message.ts'
import { bold, type Line, lines, mention, message, when } from '#words/blocks.ts'
import { titleInSentence } from '#incidents/title.ts'
import type { Words } from '#incidents/words.ts'
import { inline } from '#words/user-text.ts'

export interface UnansweredAlerts {
  /** `A7`. */
  name: string
  title: string
  holder: string | null
  incident: number | null
  over: Date | null
  /** Nobody was there to be asked. */
  empty: boolean
}

export function alertLadderEnd(
  { name, title, holder, incident, over, empty }: UnansweredAlerts,
  words: Words,
): Message {
  const about = `${name} ${titleInSentence(title)}`
  const before = `Nobody had answered ${about}. `
  if (incident !== null) return message(lines([before, `It is incident #${incident} now.`]))
  if (over !== null) return message(lines([before, 'It cleared at ', when(over, 'day'), '.']))
  if (holder !== null) return message(lines([before, mention(holder), ' has it now.']))
  const help: Line = [
    `Please look at it. If people are affected: \`${words.names.command} declare\` and a few words.`,
  ]
  return message(
    lines(
      empty
        ? [bold('Nobody is on call'), `, so nobody was paged for ${about}.`]
        : [bold(`Nobody answered ${about}.`), ' Everyone on the ladder was paged.'],
      help,
      ...(words.contact === null ? [] : [[bold('Or: '), inline(words.contact, 500)]]),
    ),
  )
}
