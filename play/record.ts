/** What Muster has recorded, for comparing with what a story says; never for doing anything. */
import type { Incident } from '#incidents/incident.ts'
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
