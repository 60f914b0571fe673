/** A quiet reminder with a remedy and a way to be left alone; one true line once nothing is to be done. */
import type { Button } from '@slack/types'
import type { Reminder } from '#reminders/reminder.ts'
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, type Line, lines, message, when } from '#words/blocks.ts'
import { isOpen } from '#incidents/moves.ts'
import { titled } from '#incidents/title.ts'
import type { Words } from '#incidents/words.ts'
import { span } from '#words/length.ts'

export interface ReminderContext {
  words: Words
  /** Things the incident still lacks. */
  lacks: readonly ('severity' | 'im')[]
  /** The time at which stakeholders should hear next. */
  due: Date | null
}

export function reminder(incident: Incident, asked: Reminder, now: ReminderContext): Message {
  const { settledAt, muted, snoozedUntil } = asked
  const subject = `${subjects[topicOf(asked)]}, ${titled(incident)}.`
  if (muted) return message(lines([`Not asked again: ${subject}`]))
  if (settledAt !== null) return message(lines(ending(incident, asked)))
  const remedy = remedies(incident, asked, now)
  if (snoozedUntil !== null)
    return message(
      lines(['Asked again at ', when(snoozedUntil), `: ${subject}`]),
      remedy.length > 0 && buttons(...remedy),
    )
  const value = JSON.stringify({ number: incident.number, key: asked.key, nth: asked.nth })
  return message(
    lines(question(incident, asked, now)),
    buttons(
      ...remedy,
      button('Remind me in 15 min', 'remind.15', value),
      button('Remind me in 1 h', 'remind.60', value),
      button('Not needed', 'remind.never', value),
    ),
  )
}

/** The outcome, for anybody who scrolls back. */
function ending(incident: Incident, asked: Reminder): Line {
  const about = titled(incident)
  if (!isOpen(incident.status)) return [`${about} is over.`]
  const posted = incident.updates.find(({ at }) => at >= asked.askedAt)
  switch (topicOf(asked)) {
    case 'update':
      return posted
        ? [`Update ${posted.number} on ${about} was posted at `, when(posted.at), '.']
        : [`Somebody else takes care of the next update on ${about}.`]
    case 'room':
      return ['It was quiet here from ', when(new Date(asked.cause)), ' on.']
    case 'over':
      return [`Work on ${about} goes on.`]
    case 'missing':
      return [`Nothing is asked of you about ${about} any more.`]
    case 'relief':
    case 'load':
      return [`You are no longer asked about ${about}.`]
  }
}

type Topic = 'update' | 'missing' | 'room' | 'over' | 'relief' | 'load'

const subjects: Record<Topic, string> = {
  update: 'an update for stakeholders',
  missing: 'what is not set yet',
  room: 'how it is going',
  over: 'whether it is over',
  relief: 'relief',
  load: 'your third incident and more',
}

function topicOf({ key }: Reminder): Topic {
  const [topic = ''] = key.split(':')
  return topic in subjects ? (topic as Topic) : 'room'
}

function question(incident: Incident, asked: Reminder, { words, lacks, due }: ReminderContext): Line {
  const about = titled(incident)
  switch (topicOf(asked)) {
    case 'update':
      return [
        bold(`Stakeholders of ${about} wait for the next update`),
        ...(due === null ? [bold('.')] : [bold(', due by '), when(due), '.']),
      ]
    case 'missing':
      return [bold(`${about} has no ${lacks.map((one) => missingWord(one, words)).join(' and no ')} yet.`)]
    case 'room':
      return [
        `It has been quiet here since `,
        when(new Date(asked.cause)),
        '. How is it going? A line is enough.',
      ]
    case 'over':
      return [
        bold(`Is ${about} over?`),
        ' Nothing has been said or done since ',
        when(new Date(asked.cause)),
        '.',
      ]
    case 'relief':
      return [
        bold(`You have been on ${about} for ${span(new Date(asked.cause), asked.askedAt)}.`),
        ' Handing over is part of the job, and somebody rested sees more.',
      ]
    case 'load':
      return [
        bold('That is more than your share for one turn.'),
        ` Others can take over ${about}; nobody expects you to carry it all.`,
      ]
  }
}

function missingWord(lack: 'severity' | 'im', { names }: Words): string {
  return lack === 'im' ? names.im : 'severity'
}

function remedies({ number }: Incident, asked: Reminder, { words, lacks }: ReminderContext): Button[] {
  const value = String(number)
  switch (topicOf(asked)) {
    case 'update':
      return [button('Post update', 'incident.update', value, 'primary')]
    case 'missing':
      return [
        ...(lacks.includes('severity') ? [button('Change severity', 'incident.severity', value)] : []),
        ...(lacks.includes('im')
          ? [button(`Escalate to ${words.names.im}`, 'incident.escalate-im', value)]
          : []),
      ]
    case 'room':
      return []
    case 'over':
      return [button('Resolve', 'incident.resolve', value)]
    case 'relief':
    case 'load':
      return [button('Hand over…', 'incident.handoff', value)]
  }
}
