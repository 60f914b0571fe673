/** What the flows need of the rest of Muster, and what they give back. */
import type { ModalView } from '@slack/types'
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Heard } from '#history/heard.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Incident, Severity, UserId } from '#incidents/incident.ts'
import type { Situation } from '#messages/situation.ts'
import type { Words } from '#messages/words.ts'
import type { Person } from '#people/person.ts'
import type { SlackPort } from '#projection/slack-port.ts'
import type { Message } from '#projection/slot.ts'

export interface Services {
  incidents: Pick<IncidentService, 'open' | 'act' | 'see' | 'list' | 'similar' | 'presence'>
  /** Where an incident stands, for showing it. */
  situationOf(incident: Incident): Promise<Situation>
  /** Pages by id. Each gives the page's incident; a second call with the same key changes nothing. */
  pages: {
    acknowledge(page: string, by: UserId, key: string): Promise<number>
    decline(page: string, by: UserId, key: string): Promise<number>
  }
  rooms: {
    incidentOf(channel: string): Promise<number | null>
    channelOf(incident: number): Promise<string | null>
    /** It was archived or deleted, or we were removed from it. */
    lost(channel: string): Promise<void>
    /** Slack gave it another id. */
    moved(from: string, to: string): Promise<void>
  }
  history: { heard(one: Heard): Promise<number | null> }
  /** Our own messages, as Slack tells of them. */
  shown: {
    seen(message: { channel: string; ts: string; metadata: unknown }): Promise<void>
    deleted(channel: string, ts: string): Promise<void>
  }
  people: {
    find(id: UserId): Promise<Person | null>
    seen(user: unknown): Promise<Person | null>
  }
  onCall: {
    /** Who is on call now, for whoever asks. */
    now(): Promise<Message>
    /** The same from memory, for when the database cannot be reached. */
    lastKnown(): readonly UserId[]
  }
  policy: {
    words: Words
    squads: readonly string[]
    /** Minutes until stakeholders should hear again; null where the policy promises nothing. */
    updateEvery(severity: Severity | null): number | null
  }
  slack: SlackPort
  /** What an error of the database means for whoever asked; null for any other error. */
  troubleIn(error: unknown): 'nothing recorded' | 'outcome unknown' | null
  clock: Clock
  log: Logger
  /** Told how long each answer took, in milliseconds. */
  observe(listener: string, milliseconds: number): void
}

/** What the person reads or is asked next; null where Slack already shows that it worked. */
export type Reply = null | { say: Message } | { open: ModalView }

/** One user flow: parses what was asked into narrower types, makes one service call, and replies. */
export type Flow<A> = (asked: A, services: Services) => Promise<Reply>
