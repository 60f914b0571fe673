/** The draft of a post-mortem, by rules, from what is recorded: every line with its source, and what nobody said marked as missing. Pure. */
import type { Message } from '#history/heard.ts'
import type { FixAttempt, Incident, Recorded, Role, Severity, UserId } from '#incidents/incident.ts'
import { roleName, span, statusWords, type Words as PolicyWords } from '#messages/words.ts'
import { type Cause, causeIn, causeOf, failuresOf } from './cause.ts'
import { impactIn, type Told } from './impact.ts'
import { isQuestion, isSaid, sentences } from './said.ts'
import { byEvent, byMessage, type Line, line, missing } from './evidence.ts'
import { evidenceOf, lessons } from './lessons.ts'
import { type Numbers, numbersOf } from './numbers.ts'
import { type Entry, timeline, type TimelineEdit } from './timeline.ts'
import { linked, linksIn, spoken, type Words } from './words.ts'

export const sectionNames = [
  'summary',
  'impact',
  'context',
  'timeline',
  'fix',
  'well',
  'wrong',
  'improve',
  'whys',
  'actions',
  'people',
  'numbers',
] as const
export type SectionName = (typeof sectionNames)[number]

/** What it is made of. */
export interface Material {
  incident: Incident
  events: readonly Recorded[]
  messages: readonly Message[]
  edits: readonly TimelineEdit[]
  /** Action items decided on. */
  actions: readonly {
    number: number
    what: string
    owner: UserId | null
    due: string | null
    state: string
  }[]
  bot: UserId
  words: PolicyWords
  now: Date
}

/** What can be checked: nothing here is quoted loosely. */
export interface Facts {
  number: number
  title: string
  severity: Severity | null
  squad: string | null
  reporter: UserId
  declaredAt: Date
  acknowledgedAt: Date | null
  acknowledgedBy: UserId | null
  resolvedAt: Date | null
  impact: string | null
  affected: string | null
  fixedBy: string | null
  /** In somebody's words. */
  cause: string | null
  attempts: FixAttempt[]
  people: Part[]
  links: string[]
  numbers: Numbers
}

/** Somebody, and what they were, in the company's words: `reporter`, `GEOC`, `SEM orders`. */
export interface Part {
  user: UserId
  roles: string[]
}

export interface Draft {
  facts: Facts
  entries: Entry[]
  sections: Record<SectionName, Line[]>
}

export function draft(material: Material): Draft {
  const { incident, events, messages, bot, now } = material
  const cause = causeOf(messages, { bot, failedAt: failuresOf(incident) })
  const entries = timeline({ ...material, cause: cause?.message ?? null })
  const told = impactIn(messages, bot)
  const people = peopleOf(material)
  const { well, wrong, improve, actions } = lessons(incident, events, messages, bot)
  const numbers = numbersOf(incident, events, incident.resolvedAt ?? now)
  const { geoc, im, sems } = holders(incident)
  const experts = sems.length > 0 ? sems : [geoc]
  const sections: Draft['sections'] = {
    summary: summary(incident, events, cause, experts),
    impact: impact(incident, events, told, im ?? geoc),
    context: context(material, cause, experts),
    timeline: entries.map(entryLine),
    fix: fix(incident, events, geoc),
    well: orAsk(well, 'What went well? Nobody said.', [geoc, ...sems, im]),
    wrong: orAsk(wrong, 'What went wrong, in monitoring, procedure or tools? Nobody said.', [
      geoc,
      ...sems,
      im,
    ]),
    improve: orAsk(
      improve,
      'What hindered the repair, and what would have cut the time to react? Nobody said.',
      [geoc, ...sems, im],
    ),
    whys: whys(cause, experts),
    actions: orAsk(
      [...material.actions.map(actionLine), ...actions],
      'What must be done so that it cannot happen again, by whom, until when? Nothing was decided yet.',
      [geoc, ...sems],
    ),
    people: people.map(({ user, roles }) => line([{ person: user }, `: ${roles.join(', ')}`], [])),
    numbers: numberLines(numbers),
  }
  return {
    facts: { ...factsOf(incident, { cause, told, numbers }), people, links: linksOf(entries, incident) },
    entries,
    sections,
  }
}

/** A message with whoever wrote it, and its files. */
function entryLine({ words, cites, at, by, files }: Entry): Line {
  const isSaid = cites[0]?.kind === 'message'
  const shared = files.flatMap(
    ({ name, permalink }): Words => [` [${name}]`, ...(permalink === '' ? [] : [' ', ...linked(permalink)])],
  )
  return line([...(isSaid && by !== null ? [{ person: by }, ': '] : []), ...words, ...shared], cites, at)
}

function orAsk(lines: Line[], question: string, ask: (UserId | undefined)[]): Line[] {
  return lines.length > 0 ? lines : [missing(question, ask)]
}

function holders({ roles }: Incident) {
  const sems = (Object.keys(roles) as Role[])
    .filter((role) => role.startsWith('sem:'))
    .map((role) => roles[role])
  return { geoc: roles.geoc, im: roles.im, sems }
}

function summary(
  incident: Incident,
  events: readonly Recorded[],
  cause: Cause | null,
  experts: (UserId | undefined)[],
): Line[] {
  const { title, affected, resolution, resolvedAt, declaredAt } = incident
  const declared = events.filter((one) => one.type === 'declared').map(byEvent)
  const resolved = events.findLast((one) => one.type === 'resolved')
  return [
    line([...linked(title), affected ? `. Affected: ` : '.', ...linked(affected ?? '')], declared),
    cause
      ? line(
          [
            cause.guessed ? 'Suspected cause, as ' : 'Cause, as ',
            ...author(cause.message),
            ' put it: “',
            ...spoken(sentenceOf(cause)),
            '”',
          ],
          [byMessage(cause.message)],
        )
      : missing('What was the cause? Nobody named one.', experts),
    resolution && resolved && resolvedAt
      ? line(
          [`Resolved after ${span(declaredAt, resolvedAt)}: `, ...linked(resolution.fix)],
          [byEvent(resolved)],
        )
      : missing('How did it end? It is not resolved.', experts),
  ]
}

/** The sentences of the message itself, with its mentions. */
function sentenceOf({ message }: Cause): string {
  return causeIn(message.text) || message.text
}

function author({ author: by }: Message): Words {
  return by === null ? ['somebody'] : [{ person: by }]
}

/** As whoever resolved it put it; else as it was told in the room. */
function impact(
  incident: Incident,
  events: readonly Recorded[],
  told: readonly Told[],
  ask: UserId | undefined,
): Line[] {
  const { resolution, affected } = incident
  const resolved = events.findLast((one) => one.type === 'resolved')
  const declared = events.filter((one) => one.type === 'declared').map(byEvent)
  const quotes = told.map(({ message, text }) =>
    line([...author(message), ': “', ...linked(text), '”'], [byMessage(message)], message.at),
  )
  const question = 'What was the impact: who could not do what, for how long, at what cost?'
  return [
    ...(resolution?.impact && resolved
      ? [line(linked(resolution.impact), [byEvent(resolved)])]
      : orAsk(quotes, question, [ask, incident.reporter])),
    ...(affected ? [line(['Said at the start: ', ...linked(affected)], declared)] : []),
  ]
}

const before =
  /\b(release[ds]?|deploy(s|ed|ment|ments)?|shipped|went out|migration|merged|rolled out|upgraded?|configuration|since \d|last change|cherry-pick\w*)\b/i

const ruledOut = /\b(not|isn['’]?t|wasn['’]?t|no)\b.{0,12}\b(release|deploy|migration|change|upgrade|merge)/i

/** What was said before it was declared, and what was said of changes before the repair began. */
function context(
  { incident, messages, events, bot }: Material,
  cause: Cause | null,
  experts: (UserId | undefined)[],
): Line[] {
  const repair =
    events.findLast((one) => one.type === 'fix started') ?? events.find((one) => one.type === 'resolved')
  const origin = incident.source?.ts
  const told = messages.filter(
    (one) =>
      isSaid(one, bot) &&
      one !== cause?.message &&
      (one.at < incident.declaredAt
        ? one.ts === origin || one.threadTs === origin
        : (!repair || one.at < repair.at) && !isTrying(incident, one.at) && changesIn(one) !== ''),
  )
  const lines = told.slice(0, 12).map((message) => {
    const words = spoken(message.at < incident.declaredAt ? message.text : changesIn(message))
    return line([...author(message), ': “', ...words, '”'], [byMessage(message)], message.at)
  })
  return orAsk(
    lines,
    'What was going on before: what was changed, deployed or planned? Nobody said.',
    experts,
  )
}

/** An attempt was under way: what was said of changes then is said of it. */
function isTrying({ fixes }: Incident, at: Date): boolean {
  return fixes.some(({ startedAt, endedAt }) => startedAt <= at && (endedAt === null || at <= endedAt))
}

/** The sentences of a message that tell of a change. */
function changesIn({ text }: Message): string {
  return sentences(text)
    .filter((one) => before.test(one) && !ruledOut.test(one) && !isQuestion(one))
    .join(' ')
}

function fix({ fixes }: Incident, events: readonly Recorded[], geoc: UserId | undefined): Line[] {
  return orAsk(
    fixes.map((one) =>
      line(
        [
          `Attempt ${one.number}, ${one.kind}, ${one.outcome}`,
          ...(one.endedAt ? [` after ${span(one.startedAt, one.endedAt)}`] : []),
          ...(one.startedBy ? [', started by ', { person: one.startedBy }] : []),
          ': ',
          ...linked(one.what),
          ...(one.link ? [' ', ...linked(one.link)] : []),
          ...(one.remark ? ['. ', ...linked(one.remark)] : []),
        ],
        evidenceOf(events, one.number),
        one.startedAt,
      ),
    ),
    'What was tried, and how did it go? No attempt was recorded.',
    [geoc],
  )
}

function whys(cause: Cause | null, experts: (UserId | undefined)[]): Line[] {
  const first = cause
    ? line(
        ['Why did it happen? ', ...author(cause.message), ': “', ...spoken(sentenceOf(cause)), '”'],
        [byMessage(cause.message)],
      )
    : missing('Why did it happen?', experts)
  return [first, ...Array.from({ length: 4 }, () => missing('And why was that possible?', experts))]
}

function actionLine({ number, what, owner, due, state }: Material['actions'][number]): Line {
  const facts: Words = [
    ...(owner ? [{ person: owner }] : ['nobody yet']),
    due ? `, by ${due}` : ', no date',
    `, ${state}`,
  ]
  return line([`A${number}: `, ...linked(what), ' (', ...facts, ')'], [])
}

function factsOf(
  incident: Incident,
  { cause, told, numbers }: { cause: Cause | null; told: Told[]; numbers: Numbers },
): Omit<Facts, 'people' | 'links'> {
  const { number, title, severity, squad, reporter, declaredAt, acknowledgedAt, acknowledgedBy } = incident
  const { resolvedAt, resolution, affected, fixes } = incident
  return {
    number,
    title,
    severity,
    squad,
    reporter,
    declaredAt,
    acknowledgedAt,
    acknowledgedBy,
    resolvedAt,
    impact: resolution?.impact || told.map(({ text }) => text).join(' ') || null,
    affected,
    fixedBy: resolution?.fix ?? null,
    cause: cause?.text ?? null,
    attempts: fixes,
    numbers,
  }
}

function linksOf(entries: readonly Entry[], { fixes }: Incident): string[] {
  const all = [...entries.flatMap(({ words }) => linksIn(words)), ...fixes.flatMap(({ link }) => link ?? [])]
  return [...new Set(all)]
}

const done: ReadonlySet<string> = new Set(['tried a fix', 'informed stakeholders'])

/** What only somebody who takes part does. */
const deeds: ReadonlySet<Recorded['type']> = new Set([
  'status changed',
  'severity changed',
  'escalated',
  'fix ended',
  'noted',
  'absorbed',
  'reopened',
  'resolved',
])

/** Whoever had a part, in the order they came: what they were, then what they did. */
function peopleOf({ incident, events, messages, bot, words }: Material): Part[] {
  const parts = new Map<UserId, Set<string>>()
  const add = (user: UserId | null, role: string) => {
    if (user !== null && user !== bot) parts.set(user, (parts.get(user) ?? new Set()).add(role))
  }
  add(incident.reporter, 'reporter')
  for (const event of events) {
    if (event.type === 'role given') add(event.to, roleName(event.role, words))
    if (event.type === 'offer accepted') add(event.actor, roleName(event.role, words))
    if (event.type === 'fix started') add(event.actor, 'tried a fix')
    if (deeds.has(event.type)) add(event.actor, 'took part')
    if (event.type === 'update posted') add(event.actor, 'informed stakeholders')
  }
  for (const message of messages) if (!message.byApp && isSaid(message, bot)) add(message.author, 'took part')
  return [...parts].map(([user, roles]) => {
    const known = [...roles].filter((role) => role !== 'took part')
    const did = known.filter((role) => done.has(role))
    return {
      user,
      roles: known.length > 0 ? [...known.filter((role) => !done.has(role)), ...did] : ['took part'],
    }
  })
}

function numberLines(numbers: Numbers): Line[] {
  const took = (what: string, ms: number | null) =>
    line([`${what}: ${ms === null ? 'never' : span(new Date(0), new Date(ms))}`], [])
  return [
    took('Time to acknowledge', numbers.toAcknowledge),
    took('Time to escalate', numbers.toEscalate),
    took('Time to fix', numbers.toFix),
    took('Time to resolve', numbers.toResolve),
    ...numbers.inStatus.map(({ status, ms }) => took(`Spent in “${statusWords[status]}”`, ms)),
    line(
      [
        `Updates to stakeholders: ${numbers.updates}. Attempts: ${numbers.attempts}. People paged: ${numbers.paged}.`,
      ],
      [],
    ),
  ]
}
