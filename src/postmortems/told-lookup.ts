/** Reads the texts an incident is told by: messages on its timeline, lines worded by hand, and what people wrote afterwards. */
import type { Db } from '#db/database.ts'
import type { RecordedMessage } from '#history/heard.ts'
import type { Incident } from '#incidents/incident.ts'
import { ownBot } from '#people/workspace-store.ts'
import { selectForTimeline } from './draft/timeline-selection.ts'
import { type Pace, steadily } from '#slices.ts'
import { findingsOf } from './findings-service.ts'
import { editsOf, findPostmortem, sectionsOf } from './postmortem-store.ts'

export type ReadMessages = (reader: Db, incident: number) => Promise<RecordedMessage[]>

/** Search knows what speaks for itself, since what matters by its place only shows later. */
const turning: ReadonlyMap<string, string> = new Map()

/** Milliseconds of work for the rules, since others wait for the transaction this is in. */
const budget = 500

/** Texts in Slack's mrkdwn, as people wrote them. */
export async function toldTexts(
  reader: Db,
  incident: Incident,
  readMessages: ReadMessages,
  pace: Pace = steadily,
): Promise<string[]> {
  const { number } = incident
  const bot = (await ownBot(reader)) ?? ''
  const findings = await findingsOf(await readMessages(reader, number), bot, { pace, budget })
  const edits = await editsOf(reader, number)
  const added = new Set(edits.filter(({ placed }) => placed === 'added').map(({ key }) => key))
  const removed = new Set(edits.filter(({ placed }) => placed === 'removed').map(({ key }) => key))
  const said = selectForTimeline(findings, { added, source: incident.source?.ts ?? null, turning })
    .filter(({ message: { channel, ts } }) => !removed.has(`message:${channel}:${ts}`))
    .flatMap(({ message }) => [message.text, ...message.files.map(({ name }) => name)])
  const reworded = edits.flatMap(({ key, words }) => (words === null || removed.has(key) ? [] : words))
  const lesson = (await findPostmortem(reader, number))?.lesson ?? ''
  return [...said, ...reworded, ...Object.values(await sectionsOf(reader, number)), lesson]
}
