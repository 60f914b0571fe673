/** The direct message for somebody who follows an incident. */
import type { Incident } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Message } from '#words/message.ts'
import { announcementLines, type AnnouncementContext } from './announcement.ts'
import { button, buttons, lines, message } from '#words/blocks.ts'
import { headed } from './glance.ts'
import { heading } from './heading.ts'
import { outcome } from './situation.ts'

export function following(
  incident: Incident,
  { isOn, ...now }: AnnouncementContext & { isOn: boolean },
): Message {
  if (!isOn) return message(heading(incident), lines(['You no longer follow this incident.']))
  return message(
    ...headed(incident, now.words),
    lines(...announcementLines(incident, now), [
      'You follow this incident. What is new comes into this thread.',
    ]),
    isOpen(incident.status) &&
      buttons(button('Stop following', 'incident.unfollow', String(incident.number))),
  )
}

/** The last message in its thread, when the incident is over. */
export function followingEnd(incident: Incident): Message {
  return message(lines(...outcome(incident)))
}
