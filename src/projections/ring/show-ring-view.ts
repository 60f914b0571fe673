/** Everything a page's ringing is decided from, read from the database. */
import { waysTo } from '#contacts/contact-lookup.ts'
import type { ContactMethod, RuleBounds } from '#contacts/contact.ts'
import { rulesFor } from '#contacts/own-rules.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RingSituation, RingTry } from '#escalation/ring-plan.ts'
import { findPage } from '#escalation/page-store.ts'
import type { Attempt } from '#outbound/attempt.ts'
import { attemptsFor } from '#outbound/attempt-store.ts'
import type { WayDrivers } from '#outbound/drivers/ways.ts'

export interface RingView {
  situation: RingSituation
  /** The person's usable methods, by id. */
  methods: ReadonlyMap<string, ContactMethod>
}

/** Null for a page that is not there any more. */
export async function ringView(
  db: Db,
  id: string,
  bounds: RuleBounds,
  ways: Pick<WayDrivers, 'kinds' | 'pagerduty'>,
): Promise<RingView | null> {
  const page = await findPage(db, id)
  if (!page) return null
  const [own, attempts, climb] = await Promise.all([
    waysTo(db, page.user),
    attemptsFor(db, [id]),
    db
      .selectFrom('page')
      .innerJoin('escalation', 'escalation.id', 'page.escalation')
      .select('escalation.state')
      .where('page.id', '=', id)
      .executeTakeFirst(),
  ])
  const methods = own.methods.filter(({ kind }) => ways.kinds.includes(kind))
  return {
    methods: new Map(methods.map((method) => [method.id, method])),
    situation: {
      page,
      isOpen: climb?.state === 'climbing' || climb?.state === 'exhausted',
      rules: rulesFor(own.rules, bounds),
      methods,
      untilAnswered: own.untilAnswered,
      pager: ways.pagerduty !== null,
      tries: triesIn(attempts),
    },
  }
}

type TryName = Pick<RingTry, 'method' | 'round'>

/** The due key of a try, which its attempts carry. */
export function tryKey(page: string, { method, round }: TryName): string {
  return dueKey('ring', `${page} ${method} ${round}`)
}

/** True of what stands behind the colon of a try's key, and not of a page's. */
export function isTry(of: string): boolean {
  return of.includes(' ')
}

export function readTry(of: string): TryName & { page: string } {
  const [page = '', method = '', round] = of.split(' ')
  return { page, method, round: Number(round) }
}

export function attemptOf({ tries }: RingSituation, { method, round }: TryName): Attempt | undefined {
  return tries.find((one) => one.method === method && one.round === round)?.attempt
}

/** The latest attempt of each try. */
export function triesIn(attempts: readonly Attempt[]): RingSituation['tries'] {
  const latest = new Map<string, Attempt>()
  for (const attempt of attempts) {
    const known = latest.get(attempt.thing)
    if (!known || known.nth < attempt.nth) latest.set(attempt.thing, attempt)
  }
  return [...latest.values()].flatMap((attempt) => {
    const [, method, round] = attempt.thing.split(' ')
    return method === undefined ? [] : [{ method, kind: attempt.kind, round: Number(round), attempt }]
  })
}
