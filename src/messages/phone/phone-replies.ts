/** Short answers to what was pressed, written or followed outside of Slack. */
import type { PhoneOutcome } from '#escalation/phone-delivery.ts'

export function phoneAnswered(outcome: PhoneOutcome): string {
  switch (outcome) {
    case 'acknowledged':
      return 'Thank you. You have it. Open Slack for the rest.'
    case 'declined':
      return 'Thank you for saying so. It goes on to whoever comes next.'
    case 'taken':
      return 'Somebody else has it, or it is over. There is nothing left for you to do.'
    case 'not understood':
    case 'noted':
      return 'I did not understand that. Please answer in Slack.'
  }
}

/** Written back to a reply by SMS; null where nothing is: an answer that counts needs no other message. */
export function textAnswered(outcome: PhoneOutcome): string | null {
  if (outcome === 'not understood')
    return 'Muster: not answered yet. Reply 4 and the four digits of the page to acknowledge, or open Slack.'
  return outcome === 'taken' ? phoneAnswered('taken') : null
}
