/** A post-mortem assembled from its template: the content without its format. Pure. */
import { titled } from '#incidents/title.ts'
import type { StoredImage as Copied } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
import { inZone } from '#time.ts'
import type { Draft, SectionName } from '../draft/draft.ts'
import { sectionNames } from '../draft/draft.ts'
import type { Evidence, CitedLine } from '../draft/evidence.ts'
import { linked, type Prose } from '../draft/words.ts'

export type Block =
  | { kind: 'heading'; level: number; words: string }
  | { kind: 'paragraph'; words: Prose; strong: boolean }
  | {
      kind: 'item'
      time: string | null
      words: Prose
      cites: Cite[]
      missing: boolean
      images: DocumentImage[]
    }
  | { kind: 'rule' }

export type DocumentImage = Pick<Copied, 'name' | 'mimetype' | 'content'>

/** A source in the form in which a document points to it. */
export interface Cite {
  label: string
  url: string | null
}

export interface DocumentOf {
  draft: Draft
  /** Markdown with `{{summary}}` and the like on lines of their own. */
  template: string
  /** The text people wrote in place of a section. */
  written: Partial<Record<SectionName, string>>
  /** The company's zone, such as `Europe/Paris`. */
  zone: string
  permalink: (evidence: Evidence) => string | null
  complete: { from: Date; to: Date } | null
  /** Copied pictures; each is shown where its message stands in the timeline. */
  images: readonly Copied[]
}

export function document(of: DocumentOf): Block[] {
  return of.template.split(/\r?\n/).flatMap((row) => templateLine(row.trim(), of))
}

function templateLine(row: string, of: DocumentOf): Block[] {
  const [, name] = /^\{\{\s*(\w+)\s*\}\}$/.exec(row) ?? []
  if (name === 'facts') return factLines(of)
  const section = sectionNames.find((one) => one === name)
  if (section !== undefined) return sectionBlocks(section, of)
  return markdownLine(row.replaceAll('{{title}}', titleOf(of.draft)))
}

export function titleOf({ facts }: Draft): string {
  return titled(facts)
}

function sectionBlocks(name: SectionName, of: DocumentOf): Block[] {
  const written = of.written[name]
  if (written !== undefined) return written.split(/\r?\n/).flatMap((row) => markdownLine(row.trim()))
  return of.draft.sections[name].map((line) => item(line, of, name === 'timeline' ? imagesIn(line, of) : []))
}

/** Headings, lists and rules; anything else is a paragraph. */
function markdownLine(row: string): Block[] {
  if (row === '') return []
  if (/^(-{3,}|\*{3,})$/.test(row)) return [{ kind: 'rule' }]
  const [, marks, heading] = /^(#{1,6})\s+([^]*)$/.exec(row) ?? []
  if (marks !== undefined && heading !== undefined)
    return [{ kind: 'heading', level: marks.length, words: heading }]
  const [, listed] = /^(?:[-*]|\d+[.)])\s+([^]*)$/.exec(row) ?? []
  if (listed !== undefined)
    return [{ kind: 'item', time: null, words: linked(listed), cites: [], missing: false, images: [] }]
  const [, strong] = /^\*\*([^*]+)\*\*$/.exec(row) ?? []
  return [{ kind: 'paragraph', words: linked(strong ?? row), strong: strong !== undefined }]
}

function imagesIn({ cites }: CitedLine, { images }: DocumentOf): DocumentImage[] {
  return images.filter(({ channel, ts }) =>
    cites.some((one) => one.kind === 'message' && one.channel === channel && one.ts === ts),
  )
}

function item({ words, cites, at, ask }: CitedLine, of: DocumentOf, images: DocumentImage[]): Block {
  return {
    kind: 'item',
    time: at && timeIn(of.zone, at, of.draft.facts.declaredAt),
    words: ask === null ? words : [...words, ...asking(ask)],
    cites: cites.map((one) => cite(one, of)),
    missing: ask !== null,
    images,
  }
}

function asking(people: readonly UserId[]): Prose {
  if (people.length === 0) return []
  return [
    ' Ask ',
    ...people.flatMap((person, index): Prose => (index > 0 ? [', ', { person }] : [{ person }])),
    '.',
  ]
}

function cite(evidence: Evidence, { permalink }: DocumentOf): Cite {
  const label = evidence.kind === 'event' ? `event ${evidence.seq}` : 'message'
  return { label, url: permalink(evidence) }
}

function factLines({ draft: { facts }, zone, complete }: DocumentOf): Block[] {
  const { severity, squad, services, impactStart, impactEnd, declaredAt, resolvedAt } = facts
  const day = dayIn(zone, declaredAt)
  const paragraph = (words: string): Block => ({ kind: 'paragraph', words: [words], strong: false })
  return [
    paragraph(
      [
        day,
        severity ?? 'severity not set',
        ...(squad ? [`squad ${squad}`] : []),
        ...(services.length > 0 ? [`service ${services.join(', ')}`] : []),
        ...(impactStart ? [`began ${timeIn(zone, impactStart, declaredAt)}`] : []),
        `declared ${timeIn(zone, declaredAt, declaredAt)}`,
        ...(impactEnd ? [`impact ended ${timeIn(zone, impactEnd, declaredAt)}`] : []),
        resolvedAt ? `resolved ${timeIn(zone, resolvedAt, declaredAt)}` : 'not resolved',
      ].join(' · '),
    ),
    paragraph(
      `Times are ${zone === 'UTC' ? 'UTC' : `${zone}, with UTC in brackets`}. ${
        complete
          ? `The record of what was said is complete from ${timeIn(zone, complete.from, declaredAt)} to ${timeIn(zone, complete.to, declaredAt)}.`
          : 'Whether the record of what was said is complete is not known yet.'
      }`,
    ),
  ]
}

/** `14:04 (13:04 UTC)`; on another day than `since` with the date. */
export function timeIn(zone: string, at: Date, since: Date): string {
  const local = inZone(at, zone)
  const utc = inZone(at, 'UTC')
  const date = local.toPlainDate().equals(inZone(since, zone).toPlainDate())
    ? ''
    : `${local.toPlainDate().toString()} `
  return `${date}${clock(local)}${zone === 'UTC' ? ' UTC' : ` (${clock(utc)} UTC)`}`
}

export function dayIn(zone: string, at: Date): string {
  return inZone(at, zone).toPlainDate().toString()
}

function clock(at: Temporal.ZonedDateTime): string {
  return at.toPlainTime().toString({ smallestUnit: 'minute' })
}
