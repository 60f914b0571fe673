/** Codes and tests, as each contact method tells them. */
import type { ContactKind } from '#policy/contacts.ts'
import { twiml } from './twiml.ts'

/** The words for each way: a title where it has one, and the text, or what a call does. */
export interface PhoneWords {
  title: string
  text: string
}

/** `command`: the name of the command for rotas, such as `/oncall`. */
export function codeWords(kind: ContactKind, code: string, command: string): PhoneWords {
  const title = 'Your code for Muster'
  if (kind === 'call') {
    // Commas make a pause, so that digits can be written down.
    const spoken = code.split('').join(', ')
    return { title, text: twiml({ says: `This is Muster. Your code is: ${spoken}.`, keys: null }) }
  }
  const text = `${code} is your code for Muster. Type it in Slack: ${command} contact verify ${code}`
  return {
    title,
    text: kind === 'email' ? `${text}\n\nIt lasts 15 minutes. If you did not ask for it, ignore this.` : text,
  }
}

export function testWords(kind: ContactKind): PhoneWords {
  const says = 'This is a test of Muster that you asked for. Nothing is wrong, and there is nothing to do.'
  const title = 'A test of Muster'
  return { title, text: kind === 'call' ? twiml({ says, keys: null }) : says }
}
