/** Erases one person's words and everything made from them, without the rest of the bot. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { eraseBy } from '#history/forgetting-store.ts'
import { latestOf } from '#history/history-store.ts'
import { requireIncident } from '#incidents/incident-store.ts'
import { createSearchService } from '#learning/search-service.ts'
import { forgetTexts } from '#postmortems/forgotten-store.ts'
import { toldTexts } from '#postmortems/told-lookup.ts'

/** Answers how many of their messages had words. The bot makes Slack's messages again. */
export async function erasePerson(db: Db, person: string, clock: Clock): Promise<number> {
  const search = createSearchService({
    db,
    clock,
    isGuest: async () => false,
    load: requireIncident,
    told: (trx, incident) => toldTexts(trx, incident, latestOf),
    // Nothing is posted from here.
    speaks: () => false,
    marks: () => false,
  })
  return eraseBy(
    db,
    person,
    async (trx, incident, { gone }) => {
      await forgetTexts(trx, incident, gone, clock.now())
      await search.refresh(trx, incident)
    },
    clock.now(),
  )
}
