/** A pre-mortem: questions to answer before something is shipped, as if it had failed. */
import type { Message } from '#words/message.ts'
import { bold, code, lines, message } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'

/** Writes it as text to copy to the team's own place; only the person who asked reads it. */
export function premortem(what: string): Message {
  const name = inline(what, 150)
  return message(
    lines(
      [bold(name === '' ? 'Pre-mortem' : `Pre-mortem: ${name}`)],
      ['Before you ship it, imagine that it failed. Copy this to where your team can answer it:'],
    ),
    code(template(name || '…')),
  )
}

function template(what: string): string {
  return `Pre-mortem: ${what}

It is a month from now, and this has gone badly wrong.

1. What happened?
   The three likeliest ways, and the one nobody would expect:

2. Who noticed, and what did they see?
   Customers, colleagues, other systems, money:

3. How would we know?
   Which alert, log or graph tells us, and how long until it does?

4. How would we repair it?
   Can it be switched off or reverted? How long does that take, and who can do it?
   What can not be undone: data written, messages sent, things deleted?

5. Whom would we need, and are they there on that day?

6. What do we change before we ship?
   Each with an owner and a date:
`
}
