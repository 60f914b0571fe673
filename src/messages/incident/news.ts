/** A turn of an incident in one short message, which the stakeholder channel reads without its thread. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import { afterStart } from '#incidents/impact-times.ts'
import { titled } from '#incidents/title.ts'
import { severityWords, type Words } from '#incidents/words.ts'
import { bold, channel, type Line, lines, message } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { inline } from '#words/user-text.ts'
import { actorWords } from './actor-words.ts'

export interface NewsContext {
  words: Words
  /** The room of the incident it was merged into. */
  continuesIn: string | null
}

/** Null for an event that is no news. `incident` is as the event left it, or later. */
export function news(incident: Incident, event: Recorded, context: NewsContext): Message | null {
  const said = linesOf(incident, event, context)
  return said && message(lines(...said))
}

function linesOf(incident: Incident, event: Recorded, { words, continuesIn }: NewsContext): Line[] | null {
  const by: Line = event.actor ? [' by ', actorWords(event.actor)] : []
  const name = titled(incident)
  switch (event.type) {
    case 'resolved':
      return [
        [bold('Resolved'), ...by, ` ${afterStart(incident, event.at)}: ${name}`],
        [bold('What fixed it: '), inline(event.fix, 500)],
        ...(event.impact ? [[bold('Impact: '), inline(event.impact, 500)]] : []),
      ]
    case 'merged':
      if (event.into === null) return [[bold('Handled elsewhere'), ...by, `: ${name}`]]
      return [
        [
          bold(`Merged into #${event.into}`),
          ...by,
          `: ${name}. The work goes on `,
          ...(continuesIn ? ['in ', channel(continuesIn)] : [`in #${event.into}`]),
          '.',
        ],
        ...(event.reason ? [[bold('Why: '), inline(event.reason, 500)]] : []),
      ]
    case 'reopened':
      return [
        [bold('Reopened'), ...by, `: ${name}`],
        ...(event.reason ? [[bold('Why: '), inline(event.reason, 500)]] : []),
      ]
    case 'severity changed':
      return [[bold(`Raised to ${severityWords(event.to, words)}`), ...by, `: ${name}`]]
    default:
      return null
  }
}
