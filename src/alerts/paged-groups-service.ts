/** Pages for groups of alerts, declares from them, lets them join an incident, and takes back what nobody needs any more. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { Refusal } from '#errors.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { isWaitedFor } from '#escalation/page.ts'
import type { ShownPage } from '#escalation/page-view.ts'
import type { PagedGroups } from '#escalation/subject-service.ts'
import { type GroupName, groupName, groupNumber } from '#escalation/subject.ts'
import type { IncidentChange, IncidentService } from '#incidents/incident-service.ts'
import { declarationOf, type Somebody, type UserId, type Wish } from '#incidents/incident.ts'
import { usableTitle } from '#incidents/title.ts'
import type { Policy } from '#policy/policy.ts'
import { earliest, hour } from '#time.ts'
import { inline } from '#words/user-text.ts'
import type { AlertGroup } from './alert-group.ts'
import {
  alertGroupOf,
  changeAlertGroup,
  type GroupPatch,
  lockAlertGroup,
  wakeAlertGroups,
} from './alert-group-store.ts'
import {
  countTakenBack,
  followStorm,
  giveToIncident,
  type GroupPaging,
  groupPaging,
  incidentToJoin,
  setPaged,
  stormLead,
  wakeItsPages,
} from './group-page-store.ts'
import { groupRole, groupSeverity, pageableGroup } from './group-paging.ts'
import { groupStep, stormFrom } from './group-step.ts'

export interface PagedGroupsParts {
  db: Db
  clock: Clock
  policy: Pick<Policy, 'services'>
  incidents: () => Pick<IncidentService, 'open'>
  escalation: () => Pick<EscalationService, 'pageFor' | 'callOff' | 'merge' | 'findPage' | 'acknowledge'>
  /** The end of a time of maintenance for the group; null where there is none. */
  quietUntil: (db: Db, group: number) => Promise<Date | null>
}

export type PagedGroupsService = ReturnType<typeof createPagedGroups>

/** Milliseconds between edits of a page while its alerts grow. */
const showEvery = 30_000

export function createPagedGroups({
  db,
  clock,
  policy,
  incidents,
  escalation,
  quietUntil,
}: PagedGroupsParts) {
  /** Handler of `group:<number>`: decides again from its rows. */
  async function look(number: number): Promise<{ next: Date | null }> {
    const group = await alertGroupOf(db, number)
    if (!group) return { next: null }
    if (group.mergedInto !== null) {
      await mergeInto(group, group.mergedInto)
      return look(group.mergedInto)
    }
    const now = clock.now()
    const step = groupStep(await situationOf(db, group, now), now)
    if (step.do === 'declare') {
      await declare({ source: await sourceOf(number) }, number, `group:${number}`)
      return { next: null }
    }
    await transact(db, async (trx) => {
      const locked = await lockAlertGroup(trx, number)
      if (!locked || locked.mergedInto !== null) return
      // Decided again under the lock, so that two runs page once.
      const situation = await situationOf(trx, locked, now)
      await carryOut(trx, locked, groupStep(situation, now), situation.isOver, now)
    })
    const grows = new Date(Math.ceil((+now + 1) / showEvery) * showEvery)
    await transact(db, (trx) => wakeItsPages(trx, step.do === 'follow' ? step.group : number, grows))
    return { next: step.do === 'nothing' ? step.next : null }
  }

  async function carryOut(
    trx: Trx,
    group: AlertGroup,
    step: ReturnType<typeof groupStep>,
    isOver: boolean,
    now: Date,
  ): Promise<void> {
    const { number } = group
    switch (step.do) {
      case 'page':
        await setPaged(trx, number, groupSeverity(group, policy))
        return escalation().pageFor(trx, pageableGroup(group, false, policy), groupRole(group, policy), now)
      case 'take back':
        await countTakenBack(trx, number, now)
        return escalation().callOff(trx, pageableGroup(group, isOver, policy), now)
      case 'call off':
        return escalation().callOff(trx, pageableGroup(group, isOver, policy), now)
      case 'join':
        await giveToIncident(trx, number, step.incident)
        await escalation().callOff(trx, pageableGroup(group, isOver, policy), now)
        return wakeAlertGroups(trx, [number], now)
      case 'follow':
        await followStorm(trx, number, step.group)
        return wakeAlertGroups(trx, [step.group], now)
      case 'declare':
      case 'nothing':
    }
  }

  async function situationOf(reader: Db, group: AlertGroup, now: Date) {
    const [paging, joins, maintenance] = [
      await groupPaging(reader, group.number),
      group.incident === null ? await incidentToJoin(reader, group) : null,
      await quietUntil(reader, group.number),
    ]
    const quiet = [maintenance, group.quietUntil].filter((at) => at !== null && at > now)
    return {
      group,
      isOver: isOver(group, paging),
      climb: paging.climb,
      takenBackAt: paging.takenBackAt,
      quietUntil: earliest(quiet),
      joins,
      storm: group.rule.do === 'page' ? await stormLead(reader, group, stormFrom, now) : null,
    }
  }

  async function mergeInto({ number, ...group }: AlertGroup, into: number): Promise<void> {
    await transact(db, async (trx) => {
      // The lower number first, so that two merges cannot wait for each other.
      for (const one of [number, into].toSorted((a, b) => a - b)) await lockAlertGroup(trx, one)
      const from = pageableGroup({ number, ...group }, true, policy)
      await escalation().merge(trx, from, groupName(into), clock.now())
    })
  }

  /** Declares an incident from a group, which keeps its pages. `key` identifies the submission. */
  async function declare(actor: Somebody, number: number, key: string): Promise<number> {
    const group = await required(db, number)
    if (group.incident !== null) return group.incident
    const { incident } = await incidents().open(actor, wishOf(group), key, true)
    // The same words shortly before: it is that incident.
    if (incident.number !== (await required(db, group.number)).incident)
      await transact(db, async (trx) => {
        const locked = await lockAlertGroup(trx, group.number)
        if (!locked || locked.incident !== null) return
        await giveToIncident(trx, locked.number, incident.number)
        await escalation().callOff(trx, pageableGroup(locked, false, policy), clock.now())
        await wakeAlertGroups(trx, [locked.number], clock.now())
      })
    return (await required(db, group.number)).incident ?? incident.number
  }

  function wishOf(group: AlertGroup): Wish {
    return {
      ...declarationOf(titleOf(group)),
      severity: groupSeverity(group, policy),
      services: group.service !== null && policy.services[group.service] ? [group.service] : [],
      alertGroup: group.number,
      began: group.firstAt.toISOString(),
    }
  }

  /** Declares from the group that somebody is paged for. `page` is that page. Returns the incident's number. */
  async function declareFor(user: UserId, page: string, key: string): Promise<number> {
    const { subject } = await theirs(user, page)
    return typeof subject === 'number' ? subject : declare(user, groupNumber(subject), key)
  }

  /** Pages nobody for the group for an hour. Null where there is nothing to quiet any more. */
  async function quietFor(user: UserId, page: string): Promise<{ group: GroupName; until: Date } | null> {
    const now = clock.now()
    const until = new Date(+now + hour)
    const group = await say(user, page, { quiet_until: until, quiet_by: user }, now)
    return group && { group, until }
  }

  /** Counts that the page was not worth it, which answers it. Null where it is an incident now. */
  async function notUseful(user: UserId, page: string): Promise<GroupName | null> {
    const { status, subject } = await theirs(user, page)
    if (typeof subject !== 'number' && isWaitedFor({ status })) await escalation().acknowledge(user, page)
    const now = clock.now()
    return say(user, page, { not_useful_by: user, not_useful_at: now }, now)
  }

  async function say(user: UserId, page: string, patch: GroupPatch, now: Date): Promise<GroupName | null> {
    const { subject } = await theirs(user, page)
    if (typeof subject === 'number') return null
    return transact(db, async (trx) => {
      const group = await lockAlertGroup(trx, groupNumber(subject))
      if (!group || group.mergedInto !== null || group.incident !== null) return null
      await changeAlertGroup(trx, group.number, patch, now)
      await wakeItsPages(trx, group.number, now)
      return subject
    })
  }

  async function theirs(user: UserId, id: string): Promise<ShownPage> {
    const page = await escalation().findPage(id)
    if (!page) throw new Refusal('That page is not known here.')
    if (page.user !== user) throw new Refusal(`That page is for <@${page.user}>.`)
    return page
  }

  /** A reactor of the incident service: a group from which an incident was declared is that incident's, with those it stands for. */
  async function react(trx: Trx, { incident, events, now }: IncidentChange): Promise<void> {
    const declared = events.find((event) => event.type === 'declared')
    if (declared?.alertGroup === undefined) return
    await lockAlertGroup(trx, declared.alertGroup)
    await wakeAlertGroups(trx, await giveToIncident(trx, declared.alertGroup, incident.number), now)
  }

  /** The groups, as escalation knows them. */
  const paged: PagedGroups = {
    lock: (trx, name) => subjectOf(trx, name, lockAlertGroup),
    load: (reader, name) => subjectOf(reader, name, alertGroupOf),
    async record(trx, { subject }, news, now) {
      if (typeof subject === 'number') return
      const number = groupNumber(subject)
      for (const { news: one } of news)
        if (one.what === 'answered' && one.answer === 'acknowledged')
          await changeAlertGroup(trx, number, { acknowledged_by: one.user, acknowledged_at: now }, now)
      await wakeAlertGroups(trx, [number], now)
    },
  }

  async function subjectOf<T extends Db>(
    reader: T,
    name: GroupName,
    read: (reader: T, number: number) => Promise<AlertGroup | undefined>,
  ) {
    const group = await read(reader, groupNumber(name))
    if (!group) throw new Refusal(`There is no alert ${name}.`)
    if (group.mergedInto !== null) return subjectOf(reader, groupName(group.mergedInto), read)
    if (group.incident !== null) return group.incident
    return pageableGroup(group, isOver(group, await groupPaging(reader, group.number)), policy)
  }

  /** Follows merges. Throws a Refusal where there is no such group. */
  async function required(reader: Db, number: number): Promise<AlertGroup> {
    const group = await alertGroupOf(reader, number)
    if (!group) throw new Refusal(`There is no alert ${groupName(number)}.`)
    return group.mergedInto === null ? group : required(reader, group.mergedInto)
  }

  async function sourceOf(number: number): Promise<string> {
    const row = await db
      .selectFrom('alert_episode')
      .innerJoin('alert', 'alert.id', 'alert_episode.alert')
      .select('alert.source')
      .where('group_number', '=', number)
      .orderBy('alert_episode.starts_at')
      .orderBy('alert.id')
      .limit(1)
      .executeTakeFirst()
    return row?.source ?? 'alerts'
  }

  return { look, declareFor, quietFor, notUseful, react, paged }
}

/** A storm's page waits for the last of the groups it stands for. */
function isOver({ state }: Pick<AlertGroup, 'state'>, { carried }: Pick<GroupPaging, 'carried'>): boolean {
  return state === 'resolved' && carried === 0
}

/** Words of a source that make no title are named by their group. */
function titleOf({ title, number }: AlertGroup): string {
  try {
    return usableTitle(inline(title, 140))
  } catch (error) {
    if (error instanceof Refusal) return `Alert ${groupName(number)}`
    throw error
  }
}
