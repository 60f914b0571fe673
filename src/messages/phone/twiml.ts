/** Writes what a call does and says, in the mark-up that telephone companies read. */
import { clean, cut } from '#words/user-text.ts'

export interface Spoken {
  /** The words before any key can be pressed. */
  says: string
  /** The keys, and the address that hears them; null where no key can be heard. */
  keys: { says: string; action: string } | null
}

/** Says it twice, and waits for a key after each. Silence is no answer. */
export function twiml({ says, keys }: Spoken): string {
  const said = sayIt(says)
  if (keys === null) return `<Response>${said}<Pause length="1"/>${said}</Response>`
  const gather = `<Gather input="dtmf" numDigits="1" timeout="8" action="${escapedXml(keys.action)}" method="POST">${said}${sayIt(keys.says)}</Gather>`
  return `<Response>${gather}${gather}${sayIt('No key was pressed. Goodbye.')}</Response>`
}

function sayIt(words: string): string {
  return `<Say language="en-US">${escapedXml(cut(clean(words), 700))}</Say>`
}

/** People's words never become mark-up. */
function escapedXml(words: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  }
  return words.replace(/[&<>"']/g, (one) => entities[one] ?? one)
}

/** The answer to a pressed key. */
export function twimlReply(says: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${sayIt(says)}<Hangup/></Response>`
}

/** The answer to an SMS. */
export function twimlText(says: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Message>${escapedXml(cut(clean(says), 300))}</Message></Response>`
}

/** An answer that says nothing. */
export const twimlNothing = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
