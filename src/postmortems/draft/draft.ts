/**
 * The draft of a post-mortem, made by rules from the record. Every line has its source, and facts nobody told are
 * marked as missing. Pure.
 */
import type { RecordedMessage } from '#history/heard.ts'
import type { Incident, JudgedPart, Role, UserId } from '#incidents/incident.ts'
import { attempts } from './attempts.ts'
import type { OfferedWords } from './candidate.ts'
import { type Confirmed, confirmedIn } from './judgements.ts'
import { contextCandidates, impactCandidates } from './thin-parts.ts'
import { type Cause, causeOf } from './settled-cause.ts'
import { context } from './context.ts'
import { type CitedLine, line, missing, orAsk } from './evidence.ts'
import { type DraftFacts, factsOf } from './facts.ts'
import { impactLines, toldOf } from './impact.ts'
import { lessons } from './lessons.ts'
import type { DraftInput } from './draft-input.ts'
import { mendingOf } from './mending.ts'
import { numberLines, numbersOf } from './numbers.ts'
import { partsOf, peopleOf } from './people.ts'
import { summary } from './summary.ts'
import { type Entry, incidentTimeline, messagesLeftOut } from './timeline.ts'
import { lackingWords } from './lacking.ts'
import { whys } from './whys.ts'
import { linked, namedActor, type Prose } from './words.ts'

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

export interface Draft {
  facts: DraftFacts
  cause: Cause
  /** Candidates for each part, for a person to confirm; nothing where one did. */
  offered: Record<JudgedPart, OfferedWords[]>
  entries: Entry[]
  /** The messages that are not on the timeline. */
  leftOut: RecordedMessage[]
  sections: Record<SectionName, CitedLine[]>
  /** The subjects of what people ruled out, and of what was tried in vain. */
  ruledOut: ReadonlySet<string>[]
}

export function draft(material: DraftInput): Draft {
  const { incident, events, findings, now } = material
  const cause = causeOf(incident, events, findings)
  const entries = incidentTimeline({ ...material, cause })
  const told = toldOf(findings)
  const confirmed = {
    impact: confirmedIn(events, 'impact', findings),
    context: confirmedIn(events, 'context', findings),
  }
  const people = peopleOf(material)
  const { well, wrong, improve, actions } = lessons(incident, events, findings, {
    words: material.words,
    partOf: partsOf(people),
  })
  const numbers = numbersOf(incident, events, incident.resolvedAt ?? now)
  const { geoc, im, sems } = holders(incident)
  const experts = sems.length > 0 ? sems : [geoc]
  const sections: Draft['sections'] = {
    summary: [...summary(incident, events, cause, experts), ...unreadLine(findings)],
    impact: [...confirmedLines(confirmed.impact), ...impactLines(incident, events, told, im ?? geoc)].filter(
      ({ ask }) => ask === null || confirmed.impact === null,
    ),
    context: [...confirmedLines(confirmed.context), ...context(material, cause, experts)].filter(
      ({ ask }) => ask === null || confirmed.context === null,
    ),
    timeline: entries.map(entryLine),
    fix: attempts(incident, events, geoc),
    well: orAsk(well, 'What went well? Not found in the record.', [geoc, ...sems, im]),
    wrong: orAsk(wrong, 'What went wrong, in monitoring, procedure or tools? Not found in the record.', [
      geoc,
      ...sems,
      im,
    ]),
    improve: orAsk(
      improve,
      'What hindered the repair, and what would have cut the time to react? Not found in the record.',
      [geoc, ...sems, im],
    ),
    whys: whys(cause, experts),
    actions: orAsk(
      [...material.actions.flatMap((item) => actionLines(item, [geoc, ...sems])), ...actions],
      'What must be done so that it cannot happen again, by whom, until when? Nothing was decided yet.',
      [geoc, ...sems],
    ),
    people: people.map(({ user, roles }) => line([{ person: user }, `: ${roles.join(', ')}`], [])),
    numbers: numberLines(numbers),
  }
  return {
    cause,
    offered: {
      cause: cause.confirmed ? [] : cause.suspects,
      impact: confirmed.impact ? [] : impactCandidates(incident, events, findings),
      context: confirmed.context ? [] : contextCandidates(incident, events, findings),
    },
    facts: factsOf(incident, { cause, told, people, entries, numbers }),
    ruledOut: [
      ...findings.flatMap(({ refutes }) => refutes?.subjects ?? []),
      ...mendingOf(incident).failed.map(({ subjects }) => subjects),
    ],
    entries,
    leftOut: messagesLeftOut(findings, entries),
    sections,
  }
}

/** The words that a person confirmed for a part. */
function confirmedLines(confirmed: Confirmed | null): CitedLine[] {
  if (confirmed === null) return []
  const { line: said, by } = confirmed
  return [line([...said.words, ' (confirmed by ', { person: by }, ')'], said.cites)]
}

/** Tells how many messages the rules left out, so that nobody believes they contained nothing. */
function unreadLine(findings: DraftInput['findings']): CitedLine[] {
  const left = findings.filter(({ isRead }) => !isRead).length
  if (left === 0) return []
  const whole = `${findings.length} messages: there was no time for the other ${left}.`
  return [line([`The rules read only ${findings.length - left} of the ${whole} Look there yourself.`], [])]
}

/** A message with its writer, its files, and why it was chosen. */
function entryLine({ words, cites, at, by, app, files, why, original }: Entry): CitedLine {
  const isSaid = cites[0]?.kind === 'message'
  const writer: Prose = app !== null ? [app] : by !== null ? namedActor(by) : []
  const shared = files.flatMap(
    ({ name, permalink }): Prose => [` [${name}]`, ...(permalink === '' ? [] : [' ', ...linked(permalink)])],
  )
  const reason = isSaid && original === null ? [` (${why})`] : []
  return line(
    [...(isSaid && writer.length > 0 ? [...writer, ': '] : []), ...words, ...shared, ...reason],
    cites,
    at,
  )
}

function holders({ roles }: Incident) {
  const sems = (Object.keys(roles) as Role[])
    .filter((role) => role.startsWith('sem:'))
    .map((role) => roles[role])
  return { geoc: roles.geoc, im: roles.im, sems }
}

/** An action item, and the question for what it lacks. */
function actionLines(item: DraftInput['actions'][number], ask: (UserId | undefined)[]): CitedLine[] {
  const { number, what, owner, due, state } = item
  const facts: Prose = [
    ...(owner ? [{ person: owner }] : ['no owner yet']),
    due ? `, by ${due}` : ', no date yet',
    `, ${state}`,
  ]
  const lacking = state === 'open' ? lackingWords(item) : null
  return [
    line([`A${number}: `, ...linked(what), ' (', ...facts, ')'], []),
    ...(lacking === null
      ? []
      : [{ ...missing(`A${number} has ${lacking}. Who will do it, and by when?`, ask), item: number }]),
  ]
}
