/** Reads Muster's record, for comparing with what a story says; never for doing anything. */
import { peopleAmong } from '#incidents/actor.ts'
import type { Incident } from '#incidents/incident.ts'
import { newsOf } from '#incidents/news.ts'
import type { Draft } from '#postmortems/draft/draft.ts'
import type { Stage } from './stage.ts'

export async function recordedIncidents({ app }: Stage): Promise<Map<number, Incident>> {
  const found = new Map<number, Incident>()
  for (let number = 1; app !== undefined; number += 1) {
    const incident = await app.incidents.load(number).catch(() => null)
    if (incident === null) break
    found.set(number, incident)
  }
  return found
}

/** The number of turns of an incident that stakeholders are told in their channel, updates included. */
export async function recordedNews({ app }: Stage, number: number): Promise<number> {
  return newsOf((await app?.incidents.events(number)) ?? [], 'P2').length
}

/** A post-mortem as it stands, and as it is exported. */
export interface RecordedPostmortem {
  status: string
  owner: string | null
  draft: Draft
  markdown: string
}

export async function recordedPostmortems(
  { app }: Stage,
  incidents: ReadonlyMap<number, Incident>,
): Promise<Map<number, RecordedPostmortem>> {
  const found = new Map<number, RecordedPostmortem>()
  for (const [number, { reporter }] of app ? incidents : []) {
    const whole = await app?.postmortems.whole(number)
    if (!app || !whole?.postmortem) continue
    const { status, owner } = whole.postmortem
    const [viewer = ''] = peopleAmong([reporter, owner])
    const { content } = await app.exports.file(viewer, number, 'md')
    found.set(number, { status, owner, draft: whole.draft, markdown: content })
  }
  return found
}
