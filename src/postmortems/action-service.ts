/** Keeps the promises people make after an incident. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { Refusal } from '#errors.ts'
import type { Gatekeeper, IncidentService } from '#incidents/incident-service.ts'
import type { UserId } from '#incidents/incident.ts'
import {
  actionsOf,
  endAction,
  insertAction,
  openActions,
  openActionsOf,
  settleAction,
} from './action-store.ts'
import type { ActionItem } from './postmortem.ts'
import { wakePaperwork } from './paperwork-service.ts'

export interface ActionServiceParts {
  db: Db
  clock: Clock
  incidents: () => Pick<IncidentService, 'see'>
  gatekeeper: Gatekeeper
}

export type ActionService = ReturnType<typeof createActionService>

export type Promised = Pick<ActionItem, 'what' | 'owner' | 'due' | 'ticket'>

export function createActionService({ db, clock, incidents, gatekeeper }: ActionServiceParts) {
  async function add(actor: UserId, incident: number, wish: Promised, key: string): Promise<number> {
    await gatekeeper(actor, 'note', await incidents().see(actor, incident))
    if (wish.what.trim() === '') throw new Refusal('Say what will be true when it is done.', 'text')
    const now = clock.now()
    const { number } = await transact(db, (trx) =>
      once(trx, key, now, async () => {
        // Items are added one after the other, so that no two get the same number.
        await trx.selectFrom('incident').select('number').where('number', '=', incident).forUpdate().execute()
        const made = await insertAction(trx, { incident, ...wish, madeBy: actor, madeAt: now })
        await wakePaperwork(trx, incident, now)
        return { number: made }
      }),
    )
    return number
  }

  /** Says who sees to it, and until when. */
  async function settle(
    actor: UserId,
    item: Pick<ActionItem, 'incident' | 'number' | 'owner' | 'due'>,
    key: string,
  ): Promise<void> {
    await gatekeeper(actor, 'note', await incidents().see(actor, item.incident))
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        await settleAction(trx, item)
        await wakePaperwork(trx, item.incident, now)
        return {}
      }),
    )
  }

  /** Returns the item to a person who may know of its incident; null for none. */
  async function find(
    viewer: UserId,
    { incident, number }: { incident: number; number: number },
  ): Promise<ActionItem | null> {
    await incidents().see(viewer, incident)
    return (await actionsOf(db, incident)).find((one) => one.number === number) ?? null
  }

  async function end(
    actor: UserId,
    { incident, number }: { incident: number; number: number },
    outcome: { state: 'done' | 'will not'; reason: string },
    key: string,
  ): Promise<void> {
    await gatekeeper(actor, 'note', await incidents().see(actor, incident))
    if (outcome.state === 'will not' && outcome.reason.trim() === '')
      throw new Refusal('Say why it will not be done.', 'text')
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        await endAction(trx, { incident, number }, { ...outcome, at: now })
        await wakePaperwork(trx, incident, now)
        return {}
      }),
    )
  }

  /** Open items that this person may see: of one incident, or of all. */
  async function open(viewer: UserId, incident: number | null): Promise<ActionItem[]> {
    if (incident !== null) {
      await incidents().see(viewer, incident)
      return (await actionsOf(db, incident)).filter(({ state }) => state === 'open')
    }
    const all = await openActions(db)
    const seen = new Map<number, boolean>()
    for (const item of all) {
      if (!seen.has(item.incident))
        seen.set(item.incident, !item.private || (await maySee(viewer, item.incident)))
    }
    return all.filter((item) => seen.get(item.incident))
  }

  /** The open items of this person, as far as they may know of their incidents. */
  async function ownedBy(owner: UserId): Promise<ActionItem[]> {
    const items = await openActionsOf(db, owner)
    const seen = await Promise.all(items.map(({ incident }) => maySee(owner, incident)))
    return items.filter((_, index) => seen[index])
  }

  async function maySee(viewer: UserId, incident: number): Promise<boolean> {
    return incidents()
      .see(viewer, incident)
      .then(
        () => true,
        () => false,
      )
  }

  return { add, settle, find, end, open, ownedBy, of: (incident: number) => actionsOf(db, incident) }
}
