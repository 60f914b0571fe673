/** Chooses the events worth a short message in the room; the card shows all others. */
import type { FixAttempt, Incident, Recorded } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import {
  bold,
  button,
  buttons,
  channel,
  type Line,
  lines,
  mention,
  message,
  type Piece,
} from '#words/blocks.ts'
import { isOpen } from '#incidents/moves.ts'
import { actorWords } from './actor-words.ts'
import { inline } from '#words/user-text.ts'
import { roleName, type Words } from '#incidents/words.ts'
import { afterStart } from '#incidents/impact-times.ts'

export interface RoomLineContext {
  /** The room of the incident it was merged into. */
  continuesIn?: string | null
  words: Words
}

/** Null for an event that needs no message. `incident` is as the event left it, or later. */
export function roomLine(
  incident: Incident,
  event: Recorded,
  { continuesIn = null, words }: RoomLineContext,
): Message | null {
  const said = linesOf(incident, event, continuesIn, words)
  return said && message(lines(...said), waysOn(incident, event, words))
}

/** Buttons for a fix that ended, while nothing has come of it. */
function waysOn(incident: Incident, event: Recorded, { names }: Words): Piece | null {
  const { number, status, fixes } = incident
  if (event.type !== 'fix ended' || !isOpen(status) || event.number !== fixes.at(-1)?.number) return null
  const value = String(number)
  return event.outcome === 'worked'
    ? buttons(
        button('Resolve', 'incident.resolve', value),
        button('Start another fix', 'incident.fix', value),
      )
    : buttons(
        button('Start a revert', 'incident.fix.revert', value),
        button('Start a hotfix', 'incident.fix.hotfix', value),
        button(`Escalate to ${names.sem}`, 'incident.escalate-sem', value),
      )
}

function linesOf(
  incident: Incident,
  event: Recorded,
  continuesIn: string | null,
  words: Words,
): Line[] | null {
  switch (event.type) {
    case 'declared':
      return event.text === undefined ? null : inFull(event, event.text)
    case 'departed':
      return [
        [mention(event.user), ' left the company.'],
        ...event.roles.map((role): Line => [`${roleName(role, words)}: somebody else is being asked.`]),
        ...event.offered.map(
          (role): Line => [
            `The offer of ${roleName(role, words)} to them is withdrawn. Please offer it to somebody else.`,
          ],
        ),
      ]
    case 'fix ended': {
      const fix = incident.fixes.find((one) => one.number === event.number)
      return fix ? ended(fix, event.outcome, event.remark) : null
    }
    case 'resolved':
      return [
        [bold('Resolved'), ...by(event), ` ${afterStart(incident, event.at)}. Thank you, everyone.`],
        [bold('What fixed it: '), inline(event.fix, 1000)],
        ...(event.impact ? [[bold('Impact: '), inline(event.impact, 1000)]] : []),
      ]
    case 'reopened':
      return [[bold('Reopened'), ...by(event), ...because(event.reason)], ...calling(incident, event)]
    case 'cancelled':
      return [[bold('Cancelled'), ...by(event), ...because(event.reason)]]
    case 'merged':
      return merged(event, continuesIn)
    default:
      return null
  }
}

function merged(event: Extract<Recorded, { type: 'merged' }>, continuesIn: string | null): Line[] {
  if (event.into === null) {
    return [
      [bold('Handled elsewhere'), ...by(event), '. Thank you: what was seen here has been passed on.'],
      ['Nothing more is needed in this room. If it still hurts somebody, reopen it.'],
    ]
  }
  const ended: Line = [bold(`Merged into #${event.into}`), ...by(event), ...because(event.reason ?? '')]
  const on: Line = ['Please continue ', ...(continuesIn ? ['in ', channel(continuesIn)] : ['there']), '.']
  return event.reason ? [ended, on] : [[...ended, ' ', ...on]]
}

/** Slack cuts a text somewhere near 12,000 characters, and a command has at most a third of that. */
function inFull(event: Recorded, text: string): Line[] {
  return [[bold('In full'), ...by(event), ': ', inline(text, 6000)]]
}

function ended(
  { number, kind, what }: FixAttempt,
  outcome: 'worked' | 'failed',
  remark: string | null,
): Line[] {
  return [
    [
      bold(`Fix ${number}, ${kind}, ${outcome}: `),
      inline(what, 300),
      ...(remark ? [` — ${inline(remark, 500)}`] : []),
    ],
    [outcome === 'worked' ? 'Watch whether it holds, then resolve.' : 'What else can be undone?'],
  ]
}

/** Calls the holders of roles: they have them again, and may have left for the day. */
function calling({ roles }: Incident, { actor }: Recorded): Line[] {
  const others = Object.values(roles).flatMap((user) => (user && user !== actor ? [user] : []))
  if (others.length === 0) return []
  const called = [...new Set(others)].flatMap((user): Line => [mention(user), ' '])
  return [[...called, 'it is yours again, or hand it over.']]
}

function by({ actor }: Recorded): Line {
  return actor ? [' by ', actorWords(actor)] : []
}

function because(reason: string): Line {
  return reason ? [`: ${inline(reason, 500)}`] : ['.']
}
