/** The one message per incident in the stakeholder and tech channels, edited in place. Private incidents have none. */
import type { Incident } from '#incidents/incident.ts'
import { countedFrom } from '#incidents/impact-times.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, channel, type Line, lines, mention, message, when } from '#words/blocks.ts'
import { headed } from './glance.ts'
import { serviceNames } from './service-lines.ts'
import { attempt, lastUpdate, outcome } from './situation.ts'
import { inline } from '#words/user-text.ts'
import { weightWords, type Words } from '#incidents/words.ts'

export interface AnnouncementContext {
  words: Words
  /** The room's channel id, once there is one. */
  room: string | null
  /** The room of the incident it was merged into. */
  continuesIn?: string | null
}

/** Tells everybody the subject, the severity, the start and the leader. */
export function announcement(incident: Incident, now: AnnouncementContext): Message {
  return message(
    ...headed(incident, now.words),
    lines(...announcementLines(incident, now)),
    isOpen(incident.status) && buttons(button('Follow', 'incident.follow', String(incident.number))),
  )
}

/** Tells engineers the same, with the last attempt and a way in. */
export function techAnnouncement(incident: Incident, now: AnnouncementContext): Message {
  const last = incident.fixes.at(-1)
  return message(
    ...headed(incident, now.words),
    lines(...announcementLines(incident, now), ...(last ? [attempt(last)] : [])),
    isOpen(incident.status) && buttons(button('Join', 'incident.join', String(incident.number))),
  )
}

/** The lines of both, which a follower reads too. */
export function announcementLines(
  incident: Incident,
  { words, room, continuesIn = null }: AnnouncementContext,
): Line[] {
  const lead = incident.roles.im ?? incident.roles.geoc
  const update = incident.updates.at(-1)
  const open = isOpen(incident.status)
  return [
    [
      `${weightWords(incident.severity, words)} · ${incident.impactStart === null ? 'declared' : 'began'} `,
      when(countedFrom(incident), 'day'),
    ],
    ...(incident.services.length > 0 ? [[bold('Service: '), serviceNames(incident.services, words)]] : []),
    ...(incident.affected ? [[bold('Affected: '), inline(incident.affected, 500)]] : []),
    ...outcome(incident),
    ...(incident.status === 'merged'
      ? continuesIn === null
        ? []
        : [[bold('Its room: '), channel(continuesIn)]]
      : [
          [
            bold('Led by: '),
            lead ? mention(lead) : 'nobody yet',
            ...(room && !incident.private ? [' in ', channel(room)] : []),
          ],
        ]),
    ...(update ? [lastUpdate(update, open)] : []),
  ]
}
