/** Incidents declared while bots come and go, and whether each became whole. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#db/database.ts'
import { doubledIn, slackState } from './slack-state.ts'
import { cast, type Workplace } from './workplace.ts'

/** A person repeats what was not confirmed. */
export async function declare(place: Workplace, title: string): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    const before = place.slack.surface.ephemerals(cast.reporter).length
    await place.type(cast.reporter, `/incident declare ${title}`)
    const said = place.slack.surface.ephemerals(cast.reporter).slice(before).at(-1)?.text
    if (said?.includes('is open: ')) return
    await pause(200)
  }
}

/** The parts of these incidents that are missing, or there twice. */
export async function problemsIn(place: Workplace, { db }: Database, titles: string[]): Promise<string[]> {
  const problems: string[] = []
  for (const title of titles) {
    const found = await db.selectFrom('incident').select('number').where('title', '=', title).execute()
    if (found.length !== 1) problems.push(`${title}: ${found.length} incidents`)
    const number = found[0]?.number
    if (number === undefined) continue
    const state = slackState(place.slack, number, title)
    problems.push(...doubledIn(state).map((one) => `${title}: ${one}`))
    const [room] = state.rooms
    const card = room?.messages.some(({ slot }) => slot.endsWith('/card'))
    if (!room || !card || room.members.length < 3) problems.push(`${title}: its room is not complete`)
    for (const channel of ['#incidents', '#tech-incidents']) {
      if (!state.elsewhere[channel]) problems.push(`${title}: not announced in ${channel}`)
    }
    const paged = Object.keys(state.elsewhere).filter((channel) => channel.startsWith('direct:'))
    if (paged.length < 2) problems.push(`${title}: only ${paged.length} were paged`)
    const timers = await db
      .selectFrom('due')
      .select('key')
      .where('key', 'like', `escalation:${number}/%`)
      .execute()
    // No severity was said, so only the GEOC is called.
    if (timers.length !== 1) problems.push(`${title}: ${timers.length} timers of 1`)
  }
  return problems
}
