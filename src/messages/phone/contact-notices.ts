/** Words in Slack about the ways to reach a person. */
import type { ContactKind } from '#policy/contacts.ts'
import { type ContactMethod, isUsable, kindNames, type OwnContacts } from '#contacts/contact.ts'
import { rulesFor, rulesText } from '#contacts/own-rules.ts'
import { deadBecause } from '#contacts/dead-code.ts'
import { bold, type Line, lines, message, small } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import type { Words } from '#incidents/words.ts'

/** One of a person's own ways, as they read it. */
export function methodLine(method: ContactMethod): string {
  return `${kindNames[method.kind]} ${method.value} · ${stateWords(method)}`
}

function stateWords(method: ContactMethod): string {
  if (method.retiredAt !== null)
    return `no longer used: ${deadBecause(method.kind, method.retiredCode) ?? 'it was refused for good'}`
  return isUsable(method) ? 'verified' : 'not verified yet'
}

/** Answers a typed `contact`: all ways, in their order. */
export function ownContacts(
  { methods, untilAnswered, weeklyTest, rules, bounds }: Omit<OwnContacts, 'kinds'>,
  done: string,
  { names }: Words,
): Message {
  return message(
    lines(
      [bold(done)],
      ...(methods.length === 0
        ? [['I can reach you by Slack alone so far.']]
        : methods.map((method): Line => [methodLine(method)])),
      methods.length > 0 && [
        `When you are paged: ${rulesText(rulesFor(rules, bounds))}${rules === null ? '' : ' (your own rules)'}.`,
      ],
      untilAnswered && ['I call you until somebody answers.'],
      weeklyTest !== null && [`A test comes every week: ${weeklyTest}:00.`],
    ),
    small(`${names.oncall} contact changes them, and ${names.oncall} contact test tries them.`),
  )
}

/** Follows a new way: the code is on its way. */
export function codeOnItsWay(kind: ContactKind, { names }: Words): Message {
  return message(
    lines(
      [bold(`A code is coming by ${kindNames[kind]}.`), ' It lasts 15 minutes.'],
      [`Type it here: ${names.oncall} contact verify 123456`],
    ),
  )
}

/** Told once to the owner of a way that turned out to be dead. */
export function methodDead({ kind, value, retiredCode }: ContactMethod, { names }: Words): Message {
  return message(
    lines(
      [
        bold(`I can no longer reach you by ${kindNames[kind]}`),
        ` (the one that ends in ${value.slice(-2)}): ${deadBecause(kind, retiredCode) ?? 'it was refused for good'}.`,
      ],
      [`I will not try it again. Add another: ${names.oncall} contact`],
    ),
  )
}

/** Told when a code could not be sent. */
export function codeNotSent(kind: ContactKind, why: string | null, { names }: Words): Message {
  return message(
    lines(
      [bold(`I could not send the code by ${kindNames[kind]}`), why === null ? '.' : `: ${why}.`],
      [`Check that it is right, and add it again: ${names.oncall} contact`],
    ),
  )
}
