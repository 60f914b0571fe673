/** The services of the Slack flows: the features, with answers from the policy, Slack and this process. */
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { troubleIn } from '#db/trouble.ts'
import { fixGuide } from '#incidents/fix-guide.ts'
import type { Words } from '#incidents/words.ts'
import { feedUrl } from '#oncall/calendar.ts'
import type { Policy } from '#policy/policy.ts'
import { workingHoursOf } from '#policy/working-hours.ts'
import { dropDouble } from '#reconcile/drop-double.ts'
import { updateDue, updateMinutes } from '#reminders/update-due.ts'
import type { SlackPort } from '#slack-port.ts'
import type { Services } from '#slack/asking/services.ts'
import type { Features } from './features.ts'

export interface SlackServicesParts extends Features {
  observe: Services['observe']
  db: Db
  clock: Clock
  log: Logger
  policy: Policy
  words: Words
  slack: SlackPort
  publicUrl: string | null
}

export function slackServices(parts: SlackServicesParts): Services {
  const { db, clock, policy, words, slack, people, departures, rooms, publicUrl } = parts
  return {
    ...parts,
    people: { ...people, seen: departures.seen },
    shown: {
      seen: (message) => dropDouble({ db, slack }, message),
      deleted: rooms.deleted,
    },
    feedUrl: (secret) => feedUrl(publicUrl, secret),
    policy: {
      words,
      squads: Object.keys(policy.squads),
      updateDue: (incident) => updateDue(incident, words),
      hoursOf: (person) => workingHoursOf(policy, person),
      fixGuide: () => fixGuide(policy, clock.now()),
      updateMinutes: (severity) => updateMinutes(severity, words),
      archiveAfter: policy.retention.archiveRoomsAfter,
    },
    troubleIn,
  }
}
