/** Carries out people's work on post-mortems: one transaction each. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { ConversationChange } from '#history/heard.ts'
import type { HistoryService } from '#history/history-service.ts'
import type { Command } from '#incidents/decide.ts'
import type { Gatekeeper, IncidentService, Reactor } from '#incidents/incident-service.ts'
import type { Incident, Recorded, UserId } from '#incidents/incident.ts'
import type { Words as PolicyWords } from '#incidents/words.ts'
import type { SearchService } from '#learning/search-service.ts'
import { findPeople } from '#people/person-store.ts'
import type { Policy } from '#policy/policy.ts'
import { workingHoursOf } from '#policy/working-hours.ts'
import { askForFile } from '#reconcile/engine/file-service.ts'
import { actionsOf } from './action-store.ts'
import { type Draft, draft, type SectionName } from './draft/draft.ts'
import { type Pace, steadily } from '#slices.ts'
import { findingsOf } from './findings-service.ts'
import { followEdits, forgetTexts } from './forgotten-store.ts'
import {
  begun,
  postmortemCanBecome,
  isFinished,
  ownersInLine,
  type Postmortem,
  type PostmortemStatus,
  publishedKey,
} from './postmortem.ts'
import {
  editTimeline,
  editsOf,
  findPostmortem,
  insertPostmortem,
  lockPostmortem,
  savePostmortem,
  sectionsOf,
  unfinishedOf,
  writeSection,
} from './postmortem-store.ts'
import { findModelAnswer } from './model/model-store.ts'
import { type Proposal, proposalsIn } from './model/proposals.ts'
import type { TimelineEdit } from './draft/timeline.ts'
import { wakePaperwork } from './paperwork-service.ts'
import { urgencies } from '#urgency.ts'

export interface PostmortemServiceParts {
  db: Db
  clock: Clock
  policy: Pick<Policy, 'postmortem' | 'severities' | 'rotas'>
  words: PolicyWords
  bot: () => UserId
  incidents: () => Pick<IncidentService, 'load' | 'events' | 'see' | 'change'>
  history: Pick<HistoryService, 'messages' | 'completeness'>
  search: Pick<SearchService, 'refresh'>
  gatekeeper: Gatekeeper
  pace?: Pace
}

/** The milliseconds that the rules may work on one draft: enough for tens of thousands of messages. */
const budget = 5_000

export type PostmortemService = ReturnType<typeof createPostmortemService>

/** A post-mortem with everything that belongs to it. */
export interface Whole {
  incident: Incident
  events: readonly Recorded[]
  postmortem: Postmortem | null
  draft: Draft
  written: Partial<Record<SectionName, string>>
  complete: { from: Date; to: Date } | null
  /** Sentences of a model that the record holds. */
  proposals: Proposal[]
}

export function createPostmortemService(parts: PostmortemServiceParts) {
  const { db, clock, policy, words, bot, incidents, history, search, gatekeeper } = parts
  const { pace = steadily } = parts

  /** Begins the post-mortem as soon as an incident is resolved. */
  const reactor: Reactor = async (trx, { incident, events, now }) => {
    if (events.some(({ type }) => type === 'resolved'))
      await insertPostmortem(trx, begun(incident, policy, await firstOwner(trx, incident), now))
    const matters = events.some(({ type }) => ['resolved', 'reopened'].includes(type))
    if (matters || incident.status === 'resolved') await wakePaperwork(trx, incident.number, now)
  }

  /** Leaves out people who left the company before it was resolved. */
  async function firstOwner(trx: Trx, incident: Incident) {
    const inLine = ownersInLine(incident, await incidents().events(incident.number, trx), policy)
    const known = await findPeople(trx, inLine)
    const owner = inLine.find((user) => known.get(user)?.active ?? true) ?? null
    return { owner, hours: workingHoursOf(policy, owner === null ? null : known.get(owner)) }
  }

  /** Removes deleted texts from people's writing, and follows edited ones. Drafts again once the whole record was read. */
  async function conversationReactor(trx: Trx, change: ConversationChange): Promise<void> {
    const { incident, heard, gone } = change
    const now = clock.now()
    // Muster's own messages are edited all the time, and nobody quotes them.
    const edited = change.edited.filter(({ author }) => author !== bot())
    if (edited.length > 0) await followEdits(trx, incident, edited, now)
    if (heard === 'everything') await wakePaperwork(trx, incident, now)
    else if (gone.length > 0 || (heard.length === 0 && edited.length === 0))
      await forgetTexts(trx, incident, gone, now)
  }

  /** The post-mortem as it stands now. */
  async function whole(number: number): Promise<Whole> {
    const [incident, events, said, edits, actions, postmortem, written, complete, model] = await Promise.all([
      incidents().load(number),
      incidents().events(number),
      history.messages(number),
      editsOf(db, number),
      actionsOf(db, number),
      findPostmortem(db, number),
      sectionsOf(db, number),
      history.completeness(number),
      findModelAnswer(db, number),
    ])
    const findings = await findingsOf(said, bot(), { pace, budget })
    const made = draft({
      incident,
      events,
      findings,
      edits,
      actions,
      bot: bot(),
      words,
      now: clock.now(),
    })
    const proposals = model?.answer ? proposalsIn(model.answer, made, written) : []
    return { incident, events, postmortem, draft: made, written, complete, proposals }
  }

  /** The unfinished post-mortems of this person, as far as they may know of their incidents. */
  async function of(owner: UserId): Promise<(Postmortem & Pick<Incident, 'number' | 'title'>)[]> {
    const all = await Promise.all(
      (await unfinishedOf(db, owner)).map(async (one) => {
        const incident = await incidents()
          .see(owner, one.incident)
          .catch((error: unknown) => {
            if (error instanceof Refusal) return null
            throw error
          })
        return incident && { ...one, number: incident.number, title: incident.title }
      }),
    )
    return all.filter((one) => one !== null)
  }

  /** Returns the post-mortem to a person who may know of the incident. */
  async function see(viewer: UserId, number: number): Promise<Whole> {
    await incidents().see(viewer, number)
    return whole(number)
  }

  async function write(
    actor: UserId,
    number: number,
    section: { name: SectionName; text: string },
    key: string,
  ): Promise<void> {
    await change(actor, number, key, async (trx, _one, now) => {
      await writeSection(trx, { incident: number, ...section, by: actor, at: now })
      await search.refresh(trx, number)
    })
  }

  /** Adds a person's answer to a section, with their name; `drafted` is the text it continues. */
  async function answer(
    actor: UserId,
    number: number,
    { name, drafted, said, by }: { name: SectionName; drafted: string; said: string; by: string },
    key: string,
  ): Promise<void> {
    const told = said.trim().replace(/\s+/g, ' ')
    if (told === '') throw new Refusal('Say what you know.', 'text')
    await change(
      actor,
      number,
      key,
      async (trx, _one, now) => {
        const before = (await sectionsOf(trx, number))[name] ?? drafted
        const text = `${before}\n- ${told} (${by}, asked afterwards)`.trim()
        await writeSection(trx, { incident: number, name, text, by: actor, at: now })
        await search.refresh(trx, number)
      },
      'note',
    )
  }

  /** Adds or removes a line of the timeline, or changes its time or words. Works while the incident is open as well. */
  async function edit(actor: UserId, number: number, wish: TimelineEdit, key: string): Promise<void> {
    await allow(actor, number, 'note')
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        await editTimeline(trx, number, wish, { by: actor, at: now })
        await search.refresh(trx, number)
        await wakePaperwork(trx, number, now)
        return {}
      }),
    )
  }

  /** Moves the post-mortem to its next status; publishing or waiving it closes the incident. */
  async function move(
    actor: UserId,
    number: number,
    to: PostmortemStatus,
    said: { lesson?: string; reason?: string },
    key: string,
  ): Promise<void> {
    await change(actor, number, key, async (trx, one, now) => {
      if (one.status === to) return
      if (!postmortemCanBecome(one.status, to))
        throw new Refusal(`The post-mortem of #${number} is ${one.status}; it cannot become ${to}.`)
      const lesson = (said.lesson ?? one.lesson).trim()
      const reason = (said.reason ?? one.reason).trim()
      if (to === 'published' && lesson === '')
        throw new Refusal('Say in two sentences what was learned.', 'text')
      if (to === 'waived' && reason === '') throw new Refusal('Say why there will be none.', 'text')
      const ended = isFinished(to)
      const reviewedBy = to === 'reviewed' ? actor : ended ? one.reviewedBy : null
      await savePostmortem(trx, {
        ...one,
        status: to,
        reviewedBy,
        lesson,
        reason,
        endedAt: ended ? now : null,
      })
      if (!ended) return
      const close: Command = {
        do: 'close',
        because: to === 'published' ? 'post-mortem published' : `waived: ${reason}`,
      }
      const closed = await incidents().change(trx, actor, number, close, now)
      // An incident closed before keeps its room until now.
      await wake(trx, dueKey('incident', number), { at: now, urgency: urgencies.paperwork })
      if (to === 'published' && !closed.private && !closed.drill)
        await askForFile(trx, publishedKey(number), now)
    })
  }

  async function assign(actor: UserId, number: number, owner: UserId, key: string): Promise<void> {
    await change(actor, number, key, (trx, one) =>
      savePostmortem(trx, { ...one, owner, inheritedFrom: null }),
    )
  }

  async function proposeReview(actor: UserId, number: number, at: Date, key: string): Promise<void> {
    await change(actor, number, key, (trx, one) => savePostmortem(trx, { ...one, reviewAt: at }))
  }

  /** Asks each contributor privately for the facts that only they know. */
  async function askContributors(actor: UserId, number: number, key: string): Promise<void> {
    await change(actor, number, key, (trx, one, now) => savePostmortem(trx, { ...one, askedAt: now }))
  }

  async function change(
    actor: UserId,
    number: number,
    key: string,
    effect: (trx: Trx, one: Postmortem, now: Date) => Promise<void>,
    deed: 'note' | 'postmortem' = 'postmortem',
  ): Promise<void> {
    await allow(actor, number, deed)
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        const one = await lockPostmortem(trx, number)
        if (one === null)
          throw new Refusal(`#${number} has no post-mortem yet: there is one once it is resolved.`)
        await effect(trx, one, now)
        await wakePaperwork(trx, number, now)
        return {}
      }),
    )
  }

  async function allow(actor: UserId, number: number, deed: 'note' | 'postmortem'): Promise<void> {
    await gatekeeper(actor, deed, await incidents().see(actor, number))
  }

  return {
    reactor,
    conversationReactor,
    /** Null where there is none. */
    find: (number: number): Promise<Postmortem | null> => findPostmortem(db, number),
    whole,
    of,
    see,
    write,
    answer,
    edit,
    move,
    assign,
    proposeReview,
    askContributors,
  }
}
