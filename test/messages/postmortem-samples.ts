/** Messages that people read about post-mortems and lessons, and the forms. */
import { sampleProposals } from '../samples/sample-proposals.ts'
import { noFigures } from '#learning/statistics.ts'
import { actionView, settleView, willNotView } from '#slack/postmortem/action-item-form.ts'
import { answerView } from '#slack/postmortem/answer-form.ts'
import { draftView } from '#slack/postmortem/draft-form.ts'
import { chooseEntryView, editEntryView } from '#slack/postmortem/entry-form.ts'
import { exportView } from '#slack/postmortem/export-form.ts'
import { ownerView } from '#slack/postmortem/owner-form.ts'
import { publishView } from '#slack/postmortem/publish-form.ts'
import { reviewView } from '#slack/postmortem/review-form.ts'
import { chooseSectionView, editSectionView, suggestionsView } from '#slack/postmortem/section-form.ts'
import { judgeView } from '#slack/postmortem/judge-form.ts'
import { resolveView } from '#slack/incident/resolve-form.ts'
import { line } from '#postmortems/draft/evidence.ts'
import { waiveView } from '#slack/postmortem/waive-form.ts'
import {
  added,
  thanksForAnswer,
  asked,
  actionIsDone,
  noPostmortem,
  exportSent,
} from '#messages/postmortem/postmortem-replies.ts'
import { questions } from '#messages/postmortem/postmortem-lines.ts'
import { publishingDoubts } from '#messages/postmortem/publishing-doubts.ts'
import { postmortemMessage } from '#messages/postmortem/postmortem-message.ts'
import {
  actionList,
  actionReminder,
  contributorQuestions,
  digest,
  inherited,
  lesson,
  postmortemReminder,
} from '#messages/postmortem/postmortem-notices.ts'
import { premortem } from '#messages/incident/premortem.ts'
import { incident, words } from '../samples/sample-incident.ts'
import { howToSearch, searchResults } from '#messages/incident/search-results.ts'
import { similarPast } from '#messages/incident/similar-past.ts'
import { stats } from '#messages/incident/stats.ts'
import type { Incident, IncidentEvent } from '#incidents/incident.ts'
import { endingOf } from '#learning/found.ts'
import { type Draft, draft } from '#postmortems/draft/draft.ts'
import type { ActionItem, Postmortem } from '#postmortems/postmortem.ts'
import { suggestions } from '#postmortems/draft/wording.ts'
import { happened, later, type Samples } from './sample.ts'

/** The parts the samples are made from. */
export interface Made {
  over: Incident
  made: Draft
  begun: Postmortem
  item: ActionItem
  /** A command as somebody typed it. */
  typed: (usual: string) => string
}

const due = new Date('2026-02-17T13:05:00Z')
const week = 7 * 86_400_000
const reminders = (['before', 'on', 'after'] as const).map((name) => ({ name, at: due }))
const figures = { count: 3, started: 1, toDetect: 900_000, toAcknowledge: 120_000, toResolve: 2_700_000 }
const scope = {
  first: Temporal.PlainYearMonth.from('2026-02'),
  months: 1,
  timeZone: 'Europe/Paris',
  service: null,
  squad: null,
}

/** All samples, made of these parts. */
export function postmortemSamplesOf({ over, made, begun, item, typed }: Made): Samples {
  const found = endingOf(over, 'C1ROOM')
  const quote = [typed('the disk is full'), { person: 'U2MIKA' }]
  const said = {
    key: 'event:3',
    line: line(quote, []),
    quote,
    why: 'said afterwards',
    score: 9,
    isNamed: false,
  }
  const suspecting: Draft = { ...made, offered: { cause: [said], impact: [said], context: [said] } }
  const confirming: Draft = {
    ...made,
    cause: { ...made.cause, confirmed: { line: said.line, quote, by: 'U2MIKA' } },
  }
  const statistics = {
    all: figures,
    bySeverity: [{ ...figures, name: 'P2' }],
    bySquad: [{ ...figures, name: typed('payments') }],
    byService: [{ ...figures, name: 'checkout' }],
    byMonth: [],
    byPerson: [
      { name: typed('Mika'), pages: 4, atNight: 1 },
      { name: 'Sasha', pages: 1, atNight: 0 },
    ],
    inStatus: [{ status: 'fixing' as const, ms: 1_200_000 }],
    postmortems: { done: 2, of: 3 },
    actions: { closed: 4, of: 5 },
  }
  return {
    'Post-mortem: what may have been the cause': () => [
      postmortemMessage(over, begun, suspecting),
      draftView({ incident: over, draft: suspecting, written: {}, proposals: [] }, false),
      judgeView(over, 'cause'),
      resolveView(over, typed('rolled back'), [{ key: 'event:3', words: typed('the disk is full') }]),
    ],
    'Post-mortem: the cause is confirmed': () => [postmortemMessage(over, begun, confirming)],
    'Post-mortem: in the room': () =>
      (['draft', 'in review', 'reviewed', 'published', 'waived'] as const).map((status) =>
        postmortemMessage(over, { ...begun, status }, made),
      ),
    'Post-mortem: what was learned': () => [lesson(over, begun, 'C1ROOM')],
    'Post-mortem: questions and reminders': () => [
      contributorQuestions(over, questions(made)),
      ...reminders.map((reminder) => postmortemReminder(over, begun, reminder)),
      ...reminders.map((reminder) => actionReminder(over, item, reminder)),
    ],
    'Post-mortem: its owner left the company': () => [
      inherited(over, { from: 'U4KIM', owner: 'U2MIKA', postmortem: begun, items: [item] }),
      inherited(over, { from: 'U4KIM', owner: null, postmortem: null, items: [item] }),
    ],
    'Post-mortem: promises': () => [
      actionList([]),
      actionList([item]),
      actionList([{ ...item, owner: null, due: null }]),
      digest([{ ...begun, number: 12, title: over.title }], [item], new Date('2026-03-02T09:00:00Z')),
    ],
    'Post-mortem: short answers': () => [
      noPostmortem(over),
      noPostmortem({ ...over, status: 'cancelled' }),
      noPostmortem({ ...over, status: 'merged', mergedInto: 11 }),
      asked(),
      exportSent(),
      thanksForAnswer(12),
      added(item),
      added({ ...item, owner: null, due: null }),
      actionIsDone(2, 12),
    ],
    'Post-mortem: forms': () => [
      draftView({ incident: over, draft: made, written: {}, proposals: [] }, false),
      draftView({ incident: { ...over, private: true }, draft: made, written: {}, proposals: [] }, true),
      draftView({ incident: over, draft: made, written: {}, proposals: sampleProposals(made) }, true),
      chooseSectionView(over),
      editSectionView(over, 'summary', ''),
      answerView(over, 'context', questions(made).slice(1, 2)),
      suggestionsView(over, suggestions('Robin forgot to check it.', [])),
      chooseEntryView(over, made, { nameOf: () => typed('Mika'), timeZone: 'Europe/Paris' }),
      editEntryView(over, made.entries[0]!, { nameOf: () => typed('Mika') }),
      publishView(over, '', week),
      publishView(over, '', week, publishingDoubts(begun, made, {})),
      publishView(
        over,
        '',
        week,
        publishingDoubts({ ...begun, status: 'reviewed', reviewedBy: begun.owner }, made, {}),
      ),
      waiveView(over, week),
      ownerView(over, null),
      reviewView(over, due),
      actionView(over),
      settleView(item),
      willNotView(item),
      exportView(over),
    ],
    'Search, and what happened before': () => [
      searchResults(typed('checkout'), [found], false),
      searchResults(typed('chekcout'), [], false),
      howToSearch(words),
      similarPast([found]),
    ],
    Figures: () => [stats(scope, statistics), stats(scope, { ...statistics, all: noFigures })],
    'Before you ship': () => [premortem(typed('the new checkout'))],
  }
}

const ending: IncidentEvent = { type: 'resolved', fix: 'reverted', impact: 'no orders for 40 minutes' }
const all = [...happened, ending]
const over = incident(all)
const made = draft({
  incident: over,
  events: all.map((event, index) => ({ ...event, seq: index + 2, at: later, actor: 'U2MIKA' })),
  findings: [],
  edits: [],
  actions: [],
  bot: 'U5MUSTER',
  words,
  now: later,
})
export const begun: Postmortem = {
  incident: 12,
  status: 'draft',
  inheritedFrom: null,
  reviewedBy: null,
  owner: 'U2MIKA',
  dueAt: due,
  draftedAt: later,
  reviewAt: null,
  askedAt: null,
  endedAt: null,
  lesson: 'A release can empty the list. An alert now says so.',
  reason: 'It was a test.',
}
export const item: ActionItem = {
  incident: 12,
  number: 2,
  what: 'an alert fires when the list is empty',
  inheritedFrom: null,
  owner: 'U3SASHA',
  due: '2026-03-01',
  ticket: 'OPS-1',
  state: 'open',
  reason: '',
  madeBy: 'U2MIKA',
  madeAt: later,
  endedAt: null,
}

export const postmortemSamples = postmortemSamplesOf({ over, made, begun, item, typed: (usual) => usual })
