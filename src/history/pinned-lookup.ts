/** Finds what people pinned in an incident's conversations: what they hold to be worth reading first. */
import type { Db } from '#db/database.ts'
import { findPeople } from '#people/person-store.ts'
import { idsIn, named } from '#words/named.ts'
import { placeNames } from './mentioned-name-store.ts'
import type { PinnedMessage } from './pinned.ts'

/** The number of pins that a reader is told of. */
const most = 3

/** The messages pinned last, oldest first. Those of ours are left out: people see them pinned anyway. */
export async function pinnedIn(db: Db, incident: number): Promise<PinnedMessage[]> {
  const rows = await db
    .selectFrom('message')
    .innerJoin('message_mark as pin', (join) =>
      join.onRef('pin.channel', '=', 'message.channel').onRef('pin.ts', '=', 'message.ts'),
    )
    .select(['message.author', 'message.app', 'message.text'])
    .where('message.incident', '=', incident)
    .where('message.deleted', '=', false)
    .where('message.text', '<>', '')
    .where('pin.kind', '=', 'pin')
    .where('pin.present', '=', true)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('slot')
            .select('slot.name')
            .where('slot.incident', '=', incident)
            .whereRef('slot.channel', '=', 'message.channel')
            .whereRef('slot.ts', '=', 'message.ts'),
        ),
      ),
    )
    .orderBy('pin.event_ts', 'desc')
    .orderBy('message.ts', 'desc')
    .limit(most)
    .execute()
  const texts = rows.map(({ text }) => text)
  const people = await findPeople(db, texts.flatMap(idsIn))
  const names = new Map([
    ...(await placeNames(db, texts)),
    ...[...people.values()].map(({ id, name }): [string, string] => [id, name]),
  ])
  return rows.reverse().map(({ author, app, text }) => ({ author, app, text: named(text, names) }))
}
