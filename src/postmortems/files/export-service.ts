/** Exports post-mortems as files for one person who may read them. */
import { titled } from '#incidents/title.ts'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { StoredImage } from '#history/heard.ts'
import { peopleAmong } from '#incidents/actor.ts'
import type { UserId } from '#incidents/incident.ts'
import type { PeopleService } from '#people/people-service.ts'
import { contentHash } from '#reconcile/content-hash.ts'
import { askForFile, type FileService, type Placed } from '#reconcile/engine/file-service.ts'
import type { SlackPort } from '#slack-port.ts'
import type { ChannelRef } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import { channelOf, statesOf } from '#reconcile/slot-store.ts'
import { byName, byRole } from './naming.ts'
import { calendarFile } from '../calendar-file.ts'
import { document, titleOf } from './document.ts'
import { documentZone } from './document-zone.ts'
import { evidenceLink } from './evidence-link.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { publishedKey, renewalKey, withdrawalKey } from '../postmortem.ts'
import type { PostmortemService, Whole } from '../postmortem-service.ts'
import { dropSent, keepSent, type Sent, sentOf } from '../sent-store.ts'

export const formats = ['md', 'html', 'md-roles', 'html-roles', 'ics'] as const
export type Format = (typeof formats)[number]

/** A post-mortem in forms for people and for machines. */
export interface Exported {
  name: string
  content: string
}

export interface ExportServiceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  people: Pick<PeopleService, 'findAll' | 'names'>
  postmortems: PostmortemService
  /** The copied pictures of an incident. */
  images: (incident: number) => Promise<StoredImage[]>
  /** The Markdown template of post-mortems. */
  template: string
  /** The company's zone. */
  zone: string
  files: FileService
  /** The channel in which post-mortems are read. */
  shelf: ChannelRef
}

const everybody = 'everybody'

export type ExportService = ReturnType<typeof createExportService>

export function createExportService(parts: ExportServiceParts) {
  const { db, clock, slack, people, postmortems, template, zone, files, shelf } = parts

  /** Has the file sent to this person, if they may read it. */
  async function send(viewer: UserId, incident: number, format: Format): Promise<void> {
    await postmortems.see(viewer, incident)
    const key = keyOf(`${incident}/${viewer}/${format}`)
    await transact(db, (trx) => askForFile(trx, key, clock.now()))
  }

  /** Runs `export:<number>/<user>/<format>`, withdrawals and renewals. */
  async function deliver(wish: string, run: RunContext): Promise<{ next: Date | null }> {
    const [number = '', viewer = '', wanted] = wish.split('/')
    if (keyOf(wish) === withdrawalKey(Number(number))) return withdraw(Number(number))
    if (keyOf(wish) === renewalKey(Number(number))) return renew(Number(number))
    const format = formats.find((one) => one === wanted)
    if (format === undefined) return { next: null }
    if (viewer === everybody) return publish(Number(number), run)
    const made = await file(viewer, Number(number), format)
    const { next } = await place({ person: viewer }, Number(number), wish, made, run)
    return { next }
  }

  /** Places a file and remembers it, since it may quote words that are deleted later. */
  async function place(
    channel: ChannelRef,
    incident: number,
    wish: string,
    made: Exported,
    run: RunContext,
  ): Promise<Placed> {
    const hash = contentHash(made.content)
    const placing = (id: string) => keepSent(db, incident, { wish, file: id, hash }, clock.now())
    return files.place({ key: keyOf(wish), channel, file: made, placing }, run)
  }

  /** Takes back every file that would read otherwise now, since it may quote what is gone; each is sent again. */
  async function withdraw(number: number): Promise<{ next: Date | null }> {
    // Without the workspace's address every file would differ.
    if ((await workspaceUrl()) === null) return { next: new Date(clock.now().getTime() + 60_000) }
    for (const one of await sentOf(db, number)) {
      if (contentHash(await contentNow(number, one.wish)) === one.hash) continue
      const later = await takeBack(number, one, keyOf(one.wish))
      if (later !== null) return { next: later }
    }
    return { next: null }
  }

  /** Publishes again what would read otherwise now; the new file is there before the old one goes. */
  async function renew(number: number): Promise<{ next: Date | null }> {
    const key = publishedKey(number)
    if (await files.isOnItsWay(key)) return { next: soon() }
    if ((await workspaceUrl()) === null) return { next: new Date(clock.now().getTime() + 60_000) }
    const published = (await sentOf(db, number)).findLast(({ wish }) => keyOf(wish) === key)
    if (published && contentHash(await contentNow(number, published.wish)) !== published.hash)
      await transact(db, (trx) => askForFile(trx, key, clock.now()))
    return { next: null }
  }

  /** Returns the time to try again; null once the file is gone and its replacement is due. */
  async function takeBack(number: number, one: Sent, instead: string | null): Promise<Date | null> {
    // A file nobody can see yet cannot be deleted, and may be seen at any moment.
    if (await files.isOnItsWay(keyOf(one.wish))) return soon()
    const gone = await slack.call('files.delete', { file: one.file }, urgencies.paperwork)
    if (gone.kind === 'later') return gone.at
    if (gone.kind === 'unknown') return soon()
    await transact(db, async (trx) => {
      await dropSent(trx, number, one)
      if (instead !== null) await askForFile(trx, instead, clock.now())
    })
    return null
  }

  /** The file sent for this wish now; null where none is. */
  async function contentNow(number: number, wish: string): Promise<string | null> {
    const [, viewer = '', wanted] = wish.split('/')
    const format = formats.find((one) => one === wanted)
    if (format === undefined) return null
    if (viewer === everybody) return rendered(await postmortems.whole(number), 'markdown', false)
    return file(viewer, number, format).then(
      ({ content }) => content,
      () => null,
    )
  }

  /** Publishes the file of a finished post-mortem beside its lesson; never that of a private one. */
  async function publish(number: number, run: RunContext): Promise<{ next: Date | null }> {
    const whole = await postmortems.whole(number)
    const { incident, postmortem } = whole
    const channel =
      'id' in shelf
        ? shelf.id
        : 'slot' in shelf && shelf.owner
          ? await channelOf(db, { owner: shelf.owner, name: shelf.slot })
          : null
    if (channel === null || incident.private || incident.drill || postmortem?.status !== 'published')
      return { next: null }
    const content = await rendered(whole, 'markdown', false)
    const wish = `${number}/${everybody}/md`
    const made = { name: `post-mortem-${number}.md`, content }
    const { next, id } = await place({ id: channel }, number, wish, made, run)
    if (next !== null || id === null) return { next }
    // Copies published earlier are taken back.
    for (const one of await sentOf(db, number)) {
      const later = one.wish === wish && one.file !== id ? await takeBack(number, one, null) : null
      if (later !== null) return { next: later }
    }
    return { next: null }
  }

  function soon(): Date {
    return new Date(clock.now().getTime() + 5_000)
  }

  async function file(viewer: UserId, number: number, format: Format): Promise<Exported> {
    const whole = await postmortems.see(viewer, number)
    const name = `post-mortem-${number}`
    switch (format) {
      case 'md':
      case 'md-roles':
        return { name: `${name}.md`, content: await rendered(whole, 'markdown', format === 'md-roles') }
      case 'html':
      case 'html-roles':
        return { name: `${name}.html`, content: await rendered(whole, 'html', format === 'html-roles') }
      case 'ics':
        return { name: `review-${number}.ics`, content: meeting(whole) }
    }
  }

  async function rendered(whole: Whole, as: 'markdown' | 'html', roles: boolean): Promise<string> {
    const { draft, written, complete, incident, events } = whole
    // The person a line was about may still be named in it once it is worded by hand.
    const ids = new Set(
      draft.entries.flatMap(({ by, words, original }) => [
        ...peopleAmong([by]),
        ...[...words, ...(original?.words ?? [])].flatMap(personIn),
      ]),
    )
    for (const { user } of draft.facts.people) ids.add(user)
    for (const line of Object.values(draft.sections).flat()) {
      for (const id of [...line.words.flatMap(personIn), ...(line.ask ?? [])]) ids.add(id)
    }
    const known = await people.findAll([...ids])
    const names = new Map([...known].map(([id, { name }]) => [id, name]))
    const url = await workspaceUrl()
    const slots = await statesOf(db, dueKey('incident', incident.number))
    const blocks = document({
      draft,
      template,
      written,
      zone: documentZone(
        zone,
        draft.facts.people.flatMap(({ user }) => known.get(user)?.timeZone ?? []),
      ),
      complete,
      images: as === 'html' ? await parts.images(incident.number) : [],
      permalink: (evidence) => evidenceLink(evidence, url, events, slots),
    })
    const called = roles ? byRole(names, draft.facts.people, await people.names()) : byName(names)
    return as === 'markdown' ? markdown(blocks, called) : html(titleOf(draft), blocks, called)
  }

  async function workspaceUrl(): Promise<string | null> {
    const me = await slack.call('auth.test', {}, urgencies.paperwork)
    return me.kind === 'ok' && typeof me.body['url'] === 'string' ? me.body['url'] : null
  }

  function meeting({ incident, postmortem }: Whole): string {
    return calendarFile({
      uid: `post-mortem-${incident.number}@muster`,
      title: `Post-mortem of ${incident.private ? `#${incident.number}` : titled(incident)}`,
      at: postmortem?.reviewAt ?? clock.now(),
      length: 45,
      now: clock.now(),
    })
  }

  return { send, deliver, file, markdown: (whole: Whole) => rendered(whole, 'markdown', false) }
}

function keyOf(wish: string): string {
  return dueKey('export', wish)
}

function personIn(one: string | { person: UserId } | { link: string }): UserId[] {
  return typeof one === 'object' && 'person' in one ? [one.person] : []
}
