/** Finds the names of the channels and user groups that people mention, and keeps them. */
import { z } from 'zod'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import type { CallOutcome, SlackPort } from '#slack-port.ts'
import { urgencies, type Urgency } from '#urgency.ts'
import { idsIn, isPlace, named } from '#words/named.ts'
import { mentionedNames, saveMentionedName, unasked } from './mentioned-name-store.ts'
import { findPeople } from '#people/person-store.ts'

/** The most ids asked about in one run, and while somebody waits for a form. */
const most = { run: 50, form: 3 }

/** Milliseconds until the next try after a lost answer. */
const soon = 5_000

export interface NamesServiceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  /** Told of ids whose name is another now. */
  learned: (ids: readonly string[]) => Promise<void>
}

export type NamesService = ReturnType<typeof createNamesService>

export function createNamesService({ db, clock, slack, learned }: NamesServiceParts) {
  /** Asks Slack about what was mentioned. Run of `names:all`. */
  async function look(): Promise<{ next: Date | null }> {
    const ids = await unasked(db, most.run)
    const { changed, again } = await ask(ids, urgencies.paperwork)
    if (changed.length > 0) await learned(changed)
    return { next: again ?? (ids.length === most.run ? clock.now() : null) }
  }

  /** A text of Slack's with the names in it, for words that are about to leave Slack. Slack itself names people in commands. */
  async function inWords(slackText: string, of: 'all' | 'places' = 'all'): Promise<string> {
    const ids = idsIn(slackText).filter((id) => of === 'all' || isPlace(id))
    if (ids.length === 0) return slackText
    const known = await mentionedNames(db, ids)
    const unknown = ids.filter((id) => isPlace(id) && !known.has(id))
    await ask(unknown.slice(0, most.form), urgencies.talk)
    // Somebody who left and was erased is called by their id.
    const people = [...(await findPeople(db, ids)).values()].flatMap(({ id, name }) =>
      name === id ? [] : [[id, name] as const],
    )
    const places = [...(await mentionedNames(db, ids))].flatMap(([id, name]) =>
      name === null ? [] : [[id, name] as const],
    )
    return named(slackText, new Map([...people, ...places]))
  }

  /** Asks about each; `again` is the time to go on, where Slack wants a pause or an answer was lost. */
  async function ask(
    ids: readonly string[],
    urgency: Urgency,
  ): Promise<{ changed: string[]; again: Date | null }> {
    const changed: string[] = []
    const groups = ids.some(isGroup)
      ? await slack.call('usergroups.list', { include_disabled: true }, urgency)
      : null
    for (const id of ids) {
      const told = isGroup(id) ? groups : await slack.call('conversations.info', { channel: id }, urgency)
      if (told === null) continue
      const again = againAfter(told)
      if (again !== null) return { changed, again }
      const name = isGroup(id) ? groupName(told, id) : channelName(told)
      if (await saveMentionedName(db, { id, name }, clock.now())) changed.push(id)
    }
    return { changed, again: null }
  }

  function againAfter(told: CallOutcome): Date | null {
    if (told.kind === 'later') return told.at
    return told.kind === 'unknown' ? new Date(clock.now().getTime() + soon) : null
  }

  return { look, inWords }
}

function isGroup(id: string): boolean {
  return id.startsWith('S')
}

const groupList = z.object({ usergroups: z.array(z.object({ id: z.string(), handle: z.string() })) })

function groupName(told: CallOutcome, id: string): string | null {
  if (told.kind !== 'ok') return null
  const handle = groupList.safeParse(told.body).data?.usergroups.find((group) => group.id === id)?.handle
  return handle?.replace(/^@/, '') ?? null
}

const channelInfo = z.object({
  channel: z.object({
    name: z.string(),
    is_private: z.boolean().default(false),
    is_im: z.boolean().default(false),
    is_mpim: z.boolean().default(false),
  }),
})

/** Only of public channels: the words may be read by people who must not know of a private one. */
function channelName(told: CallOutcome): string | null {
  const channel = told.kind === 'ok' ? channelInfo.safeParse(told.body).data?.channel : undefined
  return channel === undefined || channel.is_private || channel.is_im || channel.is_mpim ? null : channel.name
}
