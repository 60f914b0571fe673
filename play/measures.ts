import type { Incident } from '#incidents/incident.ts'
import type { MessageSeen } from '../sandbox/surface.ts'
import { byMuster, directMessages, lineByMuster, readable } from './ends/place-end.ts'
import type { Stage } from './stage.ts'

/** Counts Muster's messages about one incident. */
export interface Measure {
  incident: number
  /** Messages about it in the stakeholder channel, its updates included. */
  stakeholderMessages: number
  /** Muster's messages in its room. */
  roomMessages: number
  /** Lines in its room such as "joined" and "set the topic" that Muster's acts caused. */
  systemLines: number
  /** Messages that remind somebody of something, in its room and to one person alone. */
  reminders: number
  remindersPerHour: number
}

/** `channel`: the stakeholder channel's name. */
export function measure(incident: Incident, channel: string, stage: Stage): Measure {
  const { number, declaredAt, resolvedAt } = incident
  const stakeholders = found(() => stage.places.named(channel).id)
  const room = found(() => stage.places.room(number).id)
  const inRoom = room === null ? [] : readable(room, stage)
  const direct = stage.slack.surface.people().flatMap((one) => directMessages(one.id, stage))
  const reminders = [...inRoom.filter(byMuster), ...direct].filter((one) => {
    const [owner, name = ''] = slotOf(one)
    return owner === `cadence:${number}` && name.startsWith('remind:')
  }).length
  const about = (one: MessageSeen) => byMuster(one) && slotOf(one)[0] === `incident:${number}`
  const hours = ((resolvedAt ?? stage.clock.now()).getTime() - declaredAt.getTime()) / 3_600_000
  return {
    incident: number,
    stakeholderMessages: stakeholders === null ? 0 : readable(stakeholders, stage).filter(about).length,
    roomMessages: inRoom.filter(byMuster).length,
    systemLines: inRoom.filter((one) => lineByMuster(one, stage)).length,
    reminders,
    remindersPerHour: Math.round((reminders / Math.max(hours, 1 / 60)) * 10) / 10,
  }
}

/** The key that each of Muster's messages carries out of sight: whose it is, and which. */
function slotOf({ metadata }: MessageSeen): string[] {
  const slot = metadata?.event_payload['slot']
  return typeof slot === 'string' ? slot.split('/') : []
}

function found<T>(look: () => T): T | null {
  try {
    return look()
  } catch {
    return null
  }
}
