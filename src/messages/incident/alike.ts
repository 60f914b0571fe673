/** Asks somebody who declares what sounds like an open incident if it is the same. */
import type { Incident } from '#incidents/incident.ts'
import { titled } from '#incidents/title.ts'
import { severityWords, statusWords, type Words } from '#incidents/words.ts'
import { bold, button, buttons, lines, mention, message } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { inline } from '#words/user-text.ts'

/** Its buttons carry the id of what was written, `declare.same` with the number of the other. */
export function alike(
  other: Incident,
  { title, kept, seconds }: { title: string; kept: string; seconds: number },
  words: Words,
): Message {
  const { number, roles } = other
  const lead = roles.geoc ?? roles.im
  return message(
    lines(
      [bold(`Same as ${titled(other)}?`)],
      [
        `${statusWords[other.status]} · ${severityWords(other.severity, words)}`,
        ...(lead ? [' · led by ', mention(lead)] : []),
      ],
      [
        `If it is, join: your words are noted there. If not, “${inline(title, 150)}” is declared in ${seconds} seconds, or as soon as you say so. Nobody is paged for it before.`,
      ],
    ),
    buttons(
      button(`Join #${number}`, 'declare.same', JSON.stringify({ kept, into: number }), 'primary'),
      button('No, declare mine', 'declare.sure', kept),
    ),
  )
}

/** Answers "Join" that came after it was declared by itself. */
export function declaredMeanwhile(mine: number, into: number): Message {
  return message(
    lines([`Yours was declared as #${mine} before that. Merge it, so that people work in one place.`]),
    buttons(
      button(
        `Merge #${mine} into #${into}`,
        'incident.merge-into',
        JSON.stringify({ number: mine, into }),
        'primary',
      ),
      button(`Join #${into}`, 'incident.join', String(into)),
    ),
  )
}
