/** What it did to others, as people said in the room and as whoever resolved it put it. Pure. */
import type { Message } from '#history/heard.ts'
import { peopleAmong } from '#incidents/actor.ts'
import type { Incident, Recorded, UserId } from '#incidents/incident.ts'
import { byEvent, type Line, line, orAsk, quoted } from './evidence.ts'
import { isQuestion, isSaid, sentences } from './said.ts'
import { linked, spoken, textOf } from './words.ts'

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

/** As whoever resolved it put it; else as it was told in the room. */
export function impactLines(
  incident: Incident,
  events: readonly Recorded[],
  told: readonly Told[],
  ask: UserId | undefined,
): Line[] {
  const { resolution, affected } = incident
  const resolved = events.findLast((one) => one.type === 'resolved')
  const declared = events.filter((one) => one.type === 'declared').map(byEvent)
  const quotes = told.map(({ message, text }) => quoted(message, linked(text)))
  const question = 'What was the impact: who could not do what, for how long, at what cost?'
  return [
    ...(resolution?.impact && resolved
      ? [line(linked(resolution.impact), [byEvent(resolved)])]
      : orAsk(quotes, question, [ask, ...peopleAmong([incident.reporter])])),
    ...(affected ? [line(['Said at the start: ', ...linked(affected)], declared)] : []),
  ]
}
