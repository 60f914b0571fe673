/** What people said in the room of what it did to others. Pure. */
import type { Message } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
import { isQuestion, isSaid, sentences } from './said.ts'
import { spoken, textOf } from './words.ts'

export interface Told {
  message: Message
  /** The sentences that tell it. */
  text: string
}

const most = 6

/** A number of somebody, and what happened to them; or the word itself. */
const impact =
  /\bimpact(ed)?\b|\b(\d[\d.,]*k?|all|half|a third|most|every)\b.{0,30}\b(are|were|is|was) (affected|refused|lost|stranded|charged|without)\b|\b(affects?|affected|hit)\b.{0,20}\b(\d[\d.,]*|all|half|most|every)\b|\b\d[\d.,]*k? (\w+ ){1,3}(could not|couldn['’]t|cannot|can['’]t|are unable|were unable|saw|lost)\b/i
const denied =
  /\b(no|not|without|unknown|unclear|checking|what) (\w+ )?impact\b|\bimpact (is|was) (not|unknown|unclear)\b/i

export function impactIn(messages: readonly Message[], bot: UserId): Told[] {
  return messages
    .filter((one) => !one.byApp && isSaid(one, bot))
    .flatMap((message) => {
      const text = sentences(message.text)
        .map((one) => textOf(spoken(one)).trim())
        .filter((one) => impact.test(one) && !denied.test(one) && !isQuestion(one))
        .join(' ')
      return text === '' ? [] : [{ message, text }]
    })
    .slice(0, most)
}
