/** First steps, said privately to somebody who just took a part or came to help: each reads their own. */
import type { Button } from '@slack/types'
import type { Incident, Role, UserId } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, type Line, lines, mention, message, when } from '#words/blocks.ts'
import { titled } from '#incidents/title.ts'
import { roleName, type Words } from '#incidents/words.ts'
import { attempt } from './situation.ts'

export interface NextContext {
  words: Words
  reader: UserId
  /** The time at which stakeholders should hear next; null where nothing is promised. */
  updateDue: Date | null
}

export function whatNext(incident: Incident, now: NextContext): Message {
  const { roles } = incident
  const { reader } = now
  if (roles.geoc === reader) return leading(incident, now)
  if (roles.im === reader) return overseeing(incident, now)
  const part = (Object.keys(roles) as Role[]).find((role) => roles[role] === reader)
  return helping(incident, part ?? null, now)
}

/** The one who leads reads the way to a repair, from where it stands. */
function leading(incident: Incident, { words }: NextContext): Message {
  return message(
    lines(
      [bold(`You have ${titled(incident)}.`), ' Take a breath. Then:'],
      ...tried(incident),
      ...waysAhead(incident, words),
    ),
    buttons(
      ...ways(incident, words),
      button(`Escalate to ${words.names.im}`, 'incident.escalate-im', String(incident.number)),
    ),
  )
}

/** Somebody called in reads what was tried, who leads, and what is asked of them. */
function helping(incident: Incident, part: Role | null, { words }: NextContext): Message {
  const { geoc } = incident.roles
  const about = titled(incident)
  return message(
    lines(
      [
        bold(
          part === null
            ? `Thank you for helping with ${about}.`
            : `You are ${roleName(part, words)} of ${about}.`,
        ),
        ...(geoc === undefined ? [] : [' ', mention(geoc), ' leads.']),
      ],
      ...(incident.fixes.length === 0 ? [['Nothing has been tried yet.']] : tried(incident)),
      [asked(incident)],
    ),
    buttons(...ways(incident, words).filter(({ action_id: action }) => action !== 'incident.escalate-sem')),
  )
}

function asked({ fixes }: Incident): string {
  switch (fixes.at(-1)?.outcome) {
    case 'under way':
      return 'Say in the room what you see of it, and if you would do something else.'
    case 'worked':
      return 'Say in the room if you still see trouble.'
    case 'failed':
      return 'What else can be undone, or changed safely? Say in the room what you see, and start what you would do.'
    case undefined:
      return 'What changed lately? Say in the room what you see; what can be undone is undone first.'
  }
}

function waysAhead({ fixes, roles }: Incident, { names }: Words): Line[] {
  const last = fixes.at(-1)
  if (last?.outcome === 'under way')
    return [[`Fix ${last.number} is under way: watch it, and record how it went.`]]
  if (last?.outcome === 'worked') return [['Watch whether it holds, then resolve.']]
  const experts = (Object.keys(roles) as Role[]).filter((role) => role.startsWith('sem:') && roles[role])
  const first = fixes.some(({ kind }) => kind === 'revert')
    ? '1. Did anything else ship, or change? Undo that too.'
    : '1. Did something ship shortly before? Revert it first, understand it later.'
  return [
    [first],
    ['2. No? Is there a small, safe change that stops it? Hotfix.'],
    experts.length === 0
      ? [
          `3. Neither, or not sure within a few minutes? Call the squad's ${names.sem}. Asking early is right.`,
        ]
      : [
          '3. Neither? Ask ',
          ...experts.flatMap((role) => [mention(roles[role] ?? ''), ' ']),
          'what they see.',
        ],
  ]
}

function ways({ number, fixes }: Incident, { names }: Words): Button[] {
  const value = String(number)
  const last = fixes.at(-1)
  if (last?.outcome === 'under way') return [button('How did it go?', 'incident.fix', value)]
  if (last?.outcome === 'worked') return [button('Resolve', 'incident.resolve', value)]
  return [
    button('Start a revert', 'incident.fix.revert', value),
    button('Start a hotfix', 'incident.fix.hotfix', value),
    button(`Escalate to ${names.sem}`, 'incident.escalate-sem', value),
  ]
}

/** The attempts so far, the latest last. */
function tried({ fixes }: Incident): Line[] {
  return fixes.slice(-3).map(attempt)
}

function overseeing(incident: Incident, { words: { names }, updateDue }: NextContext): Message {
  const value = String(incident.number)
  return message(
    lines(
      [
        bold(`You are ${names.im} of ${titled(incident)}.`),
        ' Others type the fix; you keep people informed.',
      ],
      ...tried(incident),
      clock(incident, updateDue),
      ['Say what it means for people and what is being done, never when it will be over.'],
    ),
    buttons(
      button('Post update', 'incident.update', value, 'primary'),
      button('Change severity', 'incident.severity', value),
      button('Hand over…', 'incident.handoff', value),
    ),
  )
}

/** Tells when stakeholders last heard, and when the next update is due. */
function clock({ updates }: Incident, due: Date | null): Line {
  const heard = updates.length === 0 ? 'Stakeholders have read only the announcement.' : ''
  const last = updates.at(-1)
  return [
    ...(last ? ['Stakeholders last heard at ', when(last.at), '.'] : [heard]),
    ...(due ? [' The next update is due by ', when(due), '.'] : []),
  ]
}
